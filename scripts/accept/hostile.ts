import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { data, magpie, magpieJson, watched, withFolder } from './magpie.ts'
import { type Peaks, watchMemory } from './memory.ts'
import { atMost, equal, notRun, type Outcome, type Vow } from './vow.ts'

/** One file of the set, and what must and must not come of it. */
interface Entry {
  readonly path: string
  readonly limit_s: number
  readonly queries?: readonly string[]
  readonly words?: readonly string[]
  readonly forbid?: readonly string[]
}
interface Found {
  readonly hits: readonly { readonly externalId: string }[]
}
interface Status {
  readonly sources: readonly {
    readonly documents: number
    readonly parts: number
    readonly searchable: number
    readonly waiting: number
    readonly skipped: Readonly<Record<string, number>>
    readonly failed: Readonly<Record<string, number>>
  }[]
}

const MB = 1_048_576
const childMost = 700 * MB

export const hostilePromises: readonly Vow[] = [
  {
    what: 'hostile files',
    measure: async () => {
      const archive = await data('hostile')
      if (archive === null) return [notRun('hostile files', 'the test data is not beside this checkout')]
      const folder = join(archive, 'hostile')
      const entries = readFileSync(join(folder, 'manifest.jsonl'), 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Entry)
      return withFolder((scratch) => measure(folder, entries, scratch))
    },
  },
]

async function measure(folder: string, entries: readonly Entry[], scratch: string): Promise<readonly Outcome[]> {
  const files = join(folder, 'files')
  const home = join(scratch, 'home')
  const before = fingerprint(files)
  const evil = evilFiles()
  const trap = await listen(9)
  await magpie(home, 'source', 'add', 'folder', files, 'hidden=true', 'ignoreFiles=false')
  const started = Date.now()
  let memory: ReturnType<typeof watchMemory> = null
  const { code } = await watched(
    home,
    (pid) => {
      memory = watchMemory(pid, childMost)
    },
    'sync',
    '--no-embed',
    '--quiet',
  )
  const peaks = (memory as ReturnType<typeof watchMemory>)?.stop() ?? null
  const seconds = (Date.now() - started) / 1000
  trap?.server.close()
  const [source] = (await magpieJson<Status>(home, 'status')).sources
  const { documents, parts, searchable, waiting, skipped, failed } = source!
  const all = searchable + waiting + [...Object.values(skipped), ...Object.values(failed)].reduce((a, b) => a + b, 0)
  const listed = Number(execFileSync('sh', ['-c', 'find "$1" ! -type d -printf x | wc -c', 'sh', files], { encoding: 'utf8' }))
  const queries = entries.flatMap(({ path, queries = [] }) => queries.map((text) => ({ path, text })))
  const words = entries.flatMap(({ path, words = [] }) => words.map((text) => ({ path, text })))
  const missed = await notFound(home, scratch, queries)
  const texts = await exported(home)
  const lost = words.filter(({ path, text }) => !texts.some((one) => isIn(one.externalId, path) && one.text.includes(text)))
  const leaked = entries.flatMap(({ forbid = [] }) => forbid).filter((text) => texts.some((one) => one.text.includes(text)))
  return [
    equal('hostile: the sync ends', [0, 3].includes(code) ? 'yes' : `exit ${code} after ${seconds.toFixed(0)} s`, 'yes'),
    equal('hostile: files accounted for, what is inside them aside', all - parts, listed),
    equal('hostile: the receipt adds up', all, documents),
    none('hostile: queries that do not find their file', missed),
    none(
      `hostile: words not extracted, of ${words.length}`,
      lost.map(({ path, text }) => `${path}: ${text}`),
    ),
    none('hostile: forbidden text in the index', leaked),
    slowestExtraction(home, entries),
    trap === null
      ? notRun('hostile: requests that left', 'port 9 is not free for a listener')
      : atMost('hostile: requests that left', trap.count(), 0, 0),
    equal('hostile: the files are as they were', fingerprint(files), before),
    none(
      'hostile: files written outside',
      evilFiles().filter((file) => !evil.includes(file)),
    ),
    equal('hostile: scratch files left behind', readdirSync(join(home, 'scratch')).length, 0),
    ...memoryLines(peaks),
  ]
}

const none = (what: string, found: readonly string[]): Outcome =>
  atMost(`${what}${found.length > 0 ? ` (${found.slice(0, 3).join('; ')})` : ''}`, found.length, 0, 0)

function memoryLines(peaks: Peaks | null): readonly Outcome[] {
  if (peaks === null) return [notRun('hostile: memory', 'this system does not tell')]
  return [
    atMost('hostile: private memory of the engine, MB', peaks.own / MB, 400, 0),
    // A child is looked at four times a second, and a process of that size takes a moment to be gone.
    atMost(
      `hostile: a child that reads above 700 MB before it was stopped, longest in ms (peak ${(peaks.child / MB).toFixed(0)} MB)`,
      peaks.above,
      1_000,
      0,
    ),
  ]
}

/** Names, sizes and times of everything in a folder. */
const fingerprint = (folder: string): string =>
  createHash('sha256')
    .update(execFileSync('sh', ['-c', 'cd "$1" && find . -printf "%p %s %T@ %m\\n" | sort', 'sh', folder]))
    .digest('hex')
    .slice(0, 12)

/** What the archives of the set would write if their paths were followed. */
const evilFiles = (): readonly string[] =>
  [tmpdir(), process.cwd(), '/tmp'].flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => /^evil/.test(name))
      .map((name) => join(folder, name)),
  )

/** Counts who connects; null when the port cannot be had. */
function listen(port: number): Promise<{ readonly server: Server; count(): number } | null> {
  let count = 0
  const server = createServer((socket) => {
    count++
    socket.destroy()
  })
  return new Promise((resolve) => {
    server.once('error', () => resolve(null))
    server.listen(port, '127.0.0.1', () => resolve({ server, count: () => count }))
  })
}

/** The engine's log names every extraction that took over a second. */
function slowestExtraction(home: string, entries: readonly Entry[]): Outcome {
  const what = 'hostile: extractions beyond their limit_s'
  const log = join(home, 'logs', 'engine.log')
  if (!existsSync(log)) return notRun(what, 'no log')
  const limits = new Map(entries.map(({ path, limit_s }) => [path.split('/').at(-1)!, limit_s]))
  const slow = readFileSync(log, 'utf8')
    .split('\n')
    .filter((line) => line.includes('"slow extraction"'))
    .map((line) => JSON.parse(line) as { name: string; ms: number })
    .filter(({ name, ms }) => ms / 1000 > (limits.get(name) ?? Number.POSITIVE_INFINITY))
  return none(
    what,
    slow.map(({ name, ms }) => `${name}: ${(ms / 1000).toFixed(0)} s`),
  )
}

/** Every query at once; those that find neither their own file nor what is inside it. */
async function notFound(
  home: string,
  scratch: string,
  asked: readonly { readonly path: string; readonly text: string }[],
): Promise<readonly string[]> {
  const file = join(scratch, 'queries.jsonl')
  writeFileSync(file, asked.map(({ text }, i) => `${JSON.stringify({ _id: String(i), text })}\n`).join(''))
  const { stdout } = await magpie(home, 'search', '--mode', 'keyword', '--limit', '50', '--batch', file)
  const answers = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Found & { readonly _id: string })
  const found = new Set(
    answers.filter(({ _id, hits }) => hits.some((hit) => isIn(hit.externalId, asked[Number(_id)]!.path))).map(({ _id }) => _id),
  )
  return asked.filter((_, i) => !found.has(String(i))).map(({ path, text }) => `${path}: ${text}`)
}

const isIn = (externalId: string, path: string): boolean => externalId === path || externalId.startsWith(`${path}#`)

/** Every text of the index: what is inside a document counts as its own. */
async function exported(home: string): Promise<readonly { readonly externalId: string; readonly text: string }[]> {
  const { stdout } = await magpie(home, 'export', '--format', 'jsonl')
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { externalId: string; title: string; text: string })
    .map(({ externalId, title, text }) => ({ externalId, text: `${title}\n${text}` }))
}
