import childProcess from 'node:child_process'
import dgram from 'node:dgram'
import dns from 'node:dns'
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import net from 'node:net'
import { resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import workers from 'node:worker_threads'

/**
 * Makes a process harmless, whatever a document makes a library do in it: nothing leaves it over a network, it starts
 * nothing, and it writes nowhere but below `scratch`. Node's own permission model does the same from below where the host
 * can switch it on; this holds everywhere, also for what that model leaves open (the network).
 */
export function lockDown(scratch: string | undefined): void {
  refuseNetwork()
  refusePrograms()
  refuseWrites(scratch)
  syncBuiltinESMExports()
}

/** What locked-down code gets to see when it tries. */
class Refused extends Error {
  readonly code = 'ERR_ACCESS_DENIED'

  constructor(what: string) {
    super(`${what} is refused in this process`)
    this.name = 'Refused'
  }
}

const refusing = (what: string) =>
  function refuse(): never {
    throw new Refused(what)
  }

type Functions = Record<string, unknown>

function replace(target: object, names: readonly string[], by: (name: string, original: (...args: unknown[]) => unknown) => unknown): void {
  for (const name of names) {
    const original = (target as Functions)[name]
    if (typeof original === 'function') (target as Functions)[name] = by(name, original as (...args: unknown[]) => unknown)
  }
}

/** Everything that speaks TCP or TLS connects a socket; the rest are names and datagrams. */
function refuseNetwork(): void {
  replace(net.Socket.prototype, ['connect'], () => refusing('the network'))
  replace(net.Server.prototype, ['listen'], () => refusing('the network'))
  replace(dgram, ['createSocket', 'Socket'], () => refusing('the network'))
  for (const target of [dns, dns.promises, dns.Resolver.prototype, dns.promises.Resolver.prototype])
    replace(
      target,
      Object.getOwnPropertyNames(target).filter((name) => /^(lookup|resolve|reverse)/.test(name)),
      () => refusing('the network'),
    )
  for (const name of ['fetch', 'WebSocket', 'EventSource', 'XMLHttpRequest'])
    Object.defineProperty(globalThis, name, { value: refusing('the network'), configurable: false, writable: false })
}

function refusePrograms(): void {
  replace(childProcess, ['spawn', 'spawnSync', 'exec', 'execSync', 'execFile', 'execFileSync', 'fork', 'ChildProcess'], () =>
    refusing('starting a program'),
  )
  replace(workers, ['Worker'], () => refusing('starting a thread'))
}

/** Each with the places of its paths among its arguments. */
const writers: Readonly<Record<string, readonly number[]>> = {
  appendFile: [0],
  chmod: [0],
  chown: [0],
  copyFile: [1],
  cp: [1],
  lchown: [0],
  link: [0, 1],
  lutimes: [0],
  mkdir: [0],
  mkdtemp: [0],
  rename: [0, 1],
  rm: [0],
  rmdir: [0],
  symlink: [0, 1],
  truncate: [0],
  unlink: [0],
  utimes: [0],
  writeFile: [0],
}

function refuseWrites(scratch: string | undefined): void {
  const root = scratch === undefined ? undefined : resolve(scratch) + sep
  const check = (path: unknown) => {
    // A descriptor or an open file was checked when it was opened.
    if (typeof path === 'number' || (typeof path === 'object' && path !== null && 'fd' in path)) return
    const text = path instanceof URL ? fileURLToPath(path) : Buffer.isBuffer(path) ? path.toString('utf8') : String(path)
    if (root === undefined || !(resolve(text) + sep).startsWith(root)) throw new Refused('writing')
  }
  const checked = (places: readonly number[]) => (_name: string, original: (...args: unknown[]) => unknown) =>
    function guarded(this: unknown, ...args: unknown[]) {
      for (const place of places) check(args[place])
      return original.apply(this, args)
    }
  for (const [name, places] of Object.entries(writers)) {
    replace(fs, [name, `${name}Sync`], checked(places))
    replace(fs.promises, [name], checked(places))
  }
  const opening = (_name: string, original: (...args: unknown[]) => unknown) =>
    function guarded(this: unknown, ...args: unknown[]) {
      if (writes(args[1])) check(args[0])
      return original.apply(this, args)
    }
  replace(fs, ['open', 'openSync'], opening)
  replace(fs.promises, ['open'], opening)
  replace(fs, ['createWriteStream', 'WriteStream', 'FileWriteStream'], checked([0]))
}

function writes(flags: unknown): boolean {
  const { O_WRONLY, O_RDWR, O_CREAT, O_TRUNC, O_APPEND } = fs.constants
  if (typeof flags === 'number') return (flags & (O_WRONLY | O_RDWR | O_CREAT | O_TRUNC | O_APPEND)) !== 0
  return typeof flags === 'string' && /[wa+]/.test(flags)
}
