import { type ChildProcess, spawn } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openEngine, sourceResources, spawnNodeChild } from '../engine/index.ts'
import type { Client } from '../shared/api.ts'
import type { SyncRun } from '../shared/model.ts'

/** What `magpie` does as a process: hosts that stay, commands beside them, and time that passes while nobody runs. */
const command = fileURLToPath(new URL('./command-under-test.fixture.ts', import.meta.url))
const hour = 3_600_000

let place: string
let home: string
let folder: string
let running: Set<ChildProcess>

beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'magpie-cli-'))
  home = join(place, 'home')
  folder = join(place, 'notes')
  mkdirSync(folder)
  mkdirSync(join(place, 'window'))
  writeFileSync(join(place, 'window/index.html'), '<p>window</p>')
  running = new Set()
  write('plan.md', 'The first plan.')
  write('other.md', 'The first other.')
})
afterEach(async () => {
  await Promise.all([...running].map((child) => end(child, 'SIGKILL')))
  rmSync(place, { recursive: true, force: true })
})

const write = (name: string, text: string) => writeFileSync(join(folder, name), text)
const begin = (...args: string[]): ChildProcess => {
  const env = { ...process.env, MAGPIE_HOME: home, MAGPIE_TEST_WINDOW: join(place, 'window') }
  const child = spawn(process.execPath, [command, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  running.add(child)
  child.once('exit', () => running.delete(child))
  return child
}
async function end(child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode
  const exit = once(child, 'exit')
  child.kill(signal)
  return (await exit)[0] as number | null
}
/** Runs a command to its end; what it printed as JSON. */
async function magpie<T = unknown>(...args: string[]): Promise<T> {
  const child = begin(...args, '--json', '--quiet')
  let out = ''
  let err = ''
  child.stdout!.on('data', (data) => (out += data))
  child.stderr!.on('data', (data) => (err += data))
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error(`magpie ${args.join(' ')} ended with ${code}: ${err}`)
  return JSON.parse(out) as T
}
/** A host that stays, and its lines on stdout and stderr. */
async function host(...args: string[]) {
  const child = begin(...args)
  const lines: string[] = []
  const errors: string[] = []
  createInterface({ input: child.stderr! }).on('line', (line) => errors.push(line))
  const out = createInterface({ input: child.stdout! }).on('line', (line) => lines.push(line))
  await (args[0] === 'serve' ? once(out, 'line') : expect.poll(() => errors.length, patient).toBeGreaterThan(0))
  return { child, lines, errors, runs: () => lines.filter((line) => line.includes('outcome')).map((line) => JSON.parse(line) as SyncRun) }
}
const serve = () => host('serve')
const patient = { timeout: 60_000, interval: 50 }

/** Asks the host that runs, as a window beside it would. */
async function ask<T>(question: (client: Client) => Promise<T>): Promise<T> {
  const options = {
    home,
    host: 'cli',
    resources: sourceResources,
    version: '0.0.0',
    spawn: spawnNodeChild,
    capabilities: [],
    background: false,
  } as const
  const { client, owner, close } = await openEngine(options)
  try {
    if (owner) throw new Error('no host runs')
    return await question(client)
  } finally {
    await close()
  }
}
const status = () =>
  ask(async (client) => {
    const { sources, governor } = await client.call('status', {})
    const { source, ...rest } = sources[0]!
    return { ...rest, ...source, governor }
  })
const text = (name: string) =>
  ask(async (client) => (await client.call('documents.list', {})).find(({ externalId }) => externalId === name)?.text.trim() ?? null)
const isListening = () => ask(async (client) => (await client.call('hooks.get', {})).listening)
/** What was so many ms ago is now that much longer ago: the computer was off meanwhile. */
function letTimePass(ms: number) {
  const db = new Database(join(home, 'magpie.db'))
  db.prepare('update run set started_at = started_at - ?, finished_at = finished_at - ?').run(ms, ms)
  db.prepare(
    'update source set created_at = created_at - @ms, scheduled_at = scheduled_at - @ms, listed_at = listed_at - @ms, paused_until = paused_until - @ms',
  ).run({ ms })
  db.prepare(`update setting set value = cast(value as integer) - ? where key = 'pause' and value <> ''`).run(ms)
  db.close()
}
const countRuns = () => {
  const db = new Database(join(home, 'magpie.db'), { readonly: true })
  const count = db.prepare('select count(*) from run').pluck().get() as number
  db.close()
  return count
}
const freePort = () =>
  new Promise<number>((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => done(port))
    })
  })

describe('a source with a schedule', { timeout: 180_000 }, () => {
  beforeEach(async () => {
    await magpie('source', 'add', 'folder', folder)
    await magpie('sync', '--no-embed')
  })

  it('makes up for a night of missed runs once, and shows when it is due next', async () => {
    await magpie('source', 'set', 'folder-1', 'schedule=0 * * * *')
    letTimePass(10 * hour)
    write('plan.md', 'The second plan.')
    const { child } = await serve()
    await expect.poll(() => text('plan.md'), patient).toBe('The second plan.')
    const { nextRun, watching } = await status()
    expect(watching).toBe('no')
    expect(Date.parse(nextRun!) - Date.now()).toBeLessThan(hour + 30_000)
    expect(Date.parse(nextRun!) - Date.now()).toBeGreaterThan(-1_000)
    expect(countRuns()).toBe(2)
    expect(await end(child)).toBe(0)
    const again = await serve()
    await expect.poll(async () => (await status()).nextRun, patient).not.toBeNull()
    expect(countRuns()).toBe(2)
    await end(again.child, 'SIGKILL')
  })

  it('pauses for an hour across a kill, and goes on by itself when that is over', async () => {
    const first = await serve()
    await expect.poll(async () => (await status()).watching, patient).toBe('events')
    await magpie('source', 'pause', 'folder-1', '--for', '1h')
    await magpie('source', 'pause', 'all', '--for', '2h')
    write('plan.md', 'The second plan.')
    await end(first.child, 'SIGKILL')
    const before = countRuns()
    const second = await serve()
    const paused = await status()
    expect(paused).toMatchObject({ state: 'paused', watching: 'no', governor: { paused: true, said: { code: 'all-paused' } } })
    expect(paused.nextRun).toBe(paused.governor.pausedUntil)
    expect(Date.parse(paused.pausedUntil!) - Date.now()).toBeLessThan(hour)
    expect(countRuns()).toBe(before)
    expect(await text('plan.md')).toBe('The first plan.')
    await end(second.child)
    letTimePass(1.5 * hour)
    const third = await serve()
    const resting = await status()
    expect(resting).toMatchObject({ state: 'idle', pausedUntil: null, governor: { paused: true } })
    expect(resting.nextRun).toBe(resting.governor.pausedUntil)
    expect(countRuns()).toBe(before)
    await magpie('source', 'resume', 'all')
    await expect.poll(() => text('plan.md'), patient).toBe('The second plan.')
    expect((await status()).governor).toMatchObject({ paused: false, said: null })
    await end(third.child)
  })

  it('is watched by whoever runs; a second watcher prints the same runs, and takes over', async () => {
    const first = await host('watch')
    await expect.poll(() => first.runs().length, patient).toBe(1)
    const second = await host('watch')
    write('plan.md', 'The second plan.')
    await expect.poll(() => second.runs().at(-1)?.updated, patient).toBe(1)
    expect(first.runs().at(-1)).toEqual(second.runs().at(-1))
    expect(second.runs().at(-1)).toMatchObject({ source: 'folder-1', outcome: 'completed' })
    const before = second.runs().length
    expect(await end(first.child, 'SIGINT')).toBe(0)
    await expect.poll(() => second.runs().length, patient).toBeGreaterThan(before)
    write('other.md', 'The second other.')
    await expect.poll(() => text('other.md'), patient).toBe('The second other.')
    expect(await end(second.child, 'SIGINT')).toBe(0)
    expect(second.errors.join('\n')).toMatch(/Another Magpie keeps 1 source in sync.*\n.*Keeping 1 source in sync/)
  })
})

describe('a hook', { timeout: 180_000 }, () => {
  let port: number
  let url: string
  let secret: string

  beforeEach(async () => {
    port = await freePort()
    await magpie('source', 'add', 'folder', folder)
    await magpie('sync', '--no-embed')
    // Nothing is noticed by itself, so that what is read was read because of a call.
    await magpie('source', 'set', 'folder-1', 'schedule=manual')
    await magpie('settings', `hooksPort=${port}`)
    ;({ url, secret } = await magpie<{ url: string; secret: string }>('hooks', 'on', 'folder-1'))
  })

  const signed = (time: number, body: string) => ({
    'Magpie-Timestamp': String(time),
    'Magpie-Signature': `sha256=${createHmac('sha256', secret).update(`${time}.${body}`).digest('hex')}`,
  })
  const post = async (body: string, headers: Record<string, string>) => {
    const response = await fetch(url, { method: 'POST', body, headers })
    return { status: response.status, answer: (await response.json()) as unknown }
  }
  const seconds = () => Math.floor(Date.now() / 1_000)

  it('has the one document read again, refuses the rest, and stays where it was after a restart', async () => {
    expect(url).toBe(`http://127.0.0.1:${port}/hooks/folder-1`)
    const first = await serve()
    await expect.poll(isListening, patient).toBe(true)
    write('plan.md', 'The second plan.')
    write('other.md', 'The second other.')
    const body = '{"id":"plan.md"}'
    const headers = signed(seconds(), body)
    expect(await post(body, headers)).toEqual({ status: 202, answer: { will: 'reread' } })
    await expect.poll(() => text('plan.md'), patient).toBe('The second plan.')
    expect(await text('other.md')).toBe('The first other.')
    expect(countRuns()).toBe(1)
    await end(first.child, 'SIGKILL')
    const second = await serve()
    await expect.poll(isListening, patient).toBe(true)
    expect(await post(body, headers)).toMatchObject({ status: 409, answer: { error: 'hook-replayed' } })
    expect(await post(body, signed(seconds() - 400, body))).toMatchObject({ status: 401, answer: { error: 'hook-late' } })
    expect(await post('{"id":"x"}', headers)).toMatchObject({ status: 401, answer: { error: 'hook-refused' } })
    write('new.md', 'The first of its kind.')
    const other = '{"id":"new.md"}'
    expect(await post(other, signed(seconds(), other))).toEqual({ status: 202, answer: { will: 'sync' } })
    await expect.poll(() => text('new.md'), patient).toBe('The first of its kind.')
    expect(await magpie('hooks')).toMatchObject({ port, hooks: [{ source: 'folder-1', calls: 2 }] })
    await magpie('hooks', 'off', 'folder-1')
    await expect
      .poll(
        () =>
          post(other, signed(seconds(), other)).then(
            () => 'heard',
            () => 'unreachable',
          ),
        patient,
      )
      .toBe('unreachable')
    await end(second.child)
  })

  it('is called as the README says', async () => {
    const [, example] = /<!-- this example is run by a test -->\n```sh\n([^`]+)```/.exec(readFileSync('README.md', 'utf8')) ?? []
    await serve()
    await expect.poll(isListening, patient).toBe(true)
    write('plan.md', 'The second plan.')
    const shell = spawn('sh', ['-euc', example!], {
      env: { ...process.env, URL: url, SECRET: secret },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let out = ''
    shell.stdout.on('data', (data) => (out += data))
    expect((await once(shell, 'exit'))[0]).toBe(0)
    expect(out).toBe('{"will":"reread"}\n')
    await expect.poll(() => text('plan.md'), patient).toBe('The second plan.')
  })

  it('says so when its port is taken', async () => {
    const other = createServer((socket) => socket.destroy()).listen(port, '127.0.0.1')
    await once(other, 'listening')
    const { errors } = await serve()
    await expect.poll(() => errors.join('\n'), patient).toContain(`Port ${port} is used by another program`)
    expect(await magpie('hooks')).toMatchObject({ listening: false })
    await new Promise((done) => other.close(done))
  })
})
