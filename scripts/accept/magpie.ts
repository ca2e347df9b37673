import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../..')

/** Where test data lies beside a checkout, unpacked on demand; null when it is not there. */
export const sharedData = existsSync(join(root, '../shared/data')) ? join(root, '../shared/data') : null

export interface Answer {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** Runs the command as a person would, in a process of its own. */
export function magpie(home: string, ...args: readonly string[]): Promise<Answer> {
  return watched(home, () => {}, ...args)
}

/** The same; `started` hears the process id. */
export function watched(home: string, started: (pid: number) => void, ...args: readonly string[]): Promise<Answer> {
  return run(process.execPath, [join(root, 'src/cli/index.ts'), '--home', home, ...args], process.env, started)
}

/** The one JSON value a command prints. */
export async function magpieJson<T>(home: string, ...args: readonly string[]): Promise<T> {
  const { stdout, stderr } = await magpie(home, '--json', '--quiet', ...args)
  if (stdout.trim() === '') throw new Error(stderr.trim())
  return JSON.parse(stdout) as T
}

/** `started` hears the process id. */
export function run(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
  started: (pid: number) => void = () => {},
): Promise<Answer> {
  const child = spawn(command, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
  if (child.pid !== undefined) started(child.pid)
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (data: Buffer) => {
    stdout += data
  })
  child.stderr.on('data', (data: Buffer) => {
    stderr += data
  })
  return new Promise((done) => {
    child.on('error', (error) => done({ code: 127, stdout, stderr: String(error) }))
    child.on('close', (code) => done({ code: code ?? 1, stdout, stderr }))
  })
}

/** A folder that is gone when the work is done. */
export async function withFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'magpie-accept-'))
  try {
    return await work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const unpacked = new Map<string, Promise<string | null>>()

/** Unpacks one archive of the test data once; null when it or `zstd` is not there. */
export function data(name: string): Promise<string | null> {
  const known = unpacked.get(name)
  if (known !== undefined) return known
  const made = unpack(name)
  unpacked.set(name, made)
  return made
}

async function unpack(name: string): Promise<string | null> {
  if (sharedData === null) return null
  const folder = mkdtempSync(join(tmpdir(), 'magpie-data-'))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  const { code } = await run('tar', ['-I', 'zstd -d --long=27', '-xf', join(sharedData, `${name}.tar.zst`), '-C', folder])
  const [only] = readdirSync(folder)
  return code === 0 && only !== undefined ? folder : null
}
