import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { data, magpie, magpieJson, withFolder } from './magpie.ts'
import { atMost, equal, notRun, type Vow } from './vow.ts'

interface Entry {
  readonly path: string
  readonly limit_s: number
  readonly queries?: readonly string[]
}
interface Found {
  readonly hits: readonly { readonly externalId: string }[]
}

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
      return withFolder(async (scratch) => {
        const home = join(scratch, 'home')
        await magpie(home, 'source', 'add', 'folder', join(folder, 'files'), 'hidden=true', 'ignoreFiles=false')
        const started = Date.now()
        const sync = magpie(home, 'sync', '--no-embed', '--quiet')
        const { code } = await sync
        const seconds = (Date.now() - started) / 1000
        const { sources } = await magpieJson<{
          sources: readonly {
            documents: number
            searchable: number
            waiting: number
            skipped: Record<string, number>
            failed: Record<string, number>
          }[]
        }>(home, 'status')
        const source = sources[0]!
        const all =
          source.searchable +
          source.waiting +
          [...Object.values(source.skipped), ...Object.values(source.failed)].reduce((a, b) => a + b, 0)
        const files = Number(
          execFileSync('sh', ['-c', 'find "$1" ! -type d -printf x | wc -c', 'sh', join(folder, 'files')], { encoding: 'utf8' }),
        )
        const missed = await notFound(home, scratch, entries)
        const slowest = slowestExtraction(home, entries)
        return [
          equal('hostile: the sync ends', [0, 3].includes(code) ? 'yes' : `exit ${code} after ${seconds.toFixed(0)} s`, 'yes'),
          equal('hostile: files accounted for', all, files),
          atMost(
            `hostile: queries that do not find their file${missed.length > 0 ? ` (${missed.slice(0, 3).join('; ')})` : ''}`,
            missed.length,
            0,
            0,
          ),
          slowest,
        ]
      })
    },
  },
]

/** The engine's log names every extraction that took over a second. */
function slowestExtraction(home: string, entries: readonly Entry[]) {
  const what = 'hostile: extractions beyond their limit_s'
  const log = join(home, 'logs', 'engine.log')
  if (!existsSync(log)) return notRun(what, 'no log')
  const limits = new Map(entries.map(({ path, limit_s }) => [path.split('/').at(-1)!, limit_s]))
  const slow = readFileSync(log, 'utf8')
    .split('\n')
    .filter((line) => line.includes('"slow extraction"'))
    .map((line) => JSON.parse(line) as { name: string; ms: number })
    .filter(({ name, ms }) => ms / 1000 > (limits.get(name) ?? Number.POSITIVE_INFINITY))
  return atMost(what, slow.length, 0, 0)
}

/** Every query of the manifest at once; those that do not find their own file. */
async function notFound(home: string, scratch: string, entries: readonly Entry[]): Promise<readonly string[]> {
  const asked = entries.flatMap(({ path, queries = [] }) => queries.map((text) => ({ path, text })))
  const file = join(scratch, 'queries.jsonl')
  writeFileSync(file, asked.map(({ text }, i) => `${JSON.stringify({ _id: String(i), text })}\n`).join(''))
  const { stdout } = await magpie(home, 'search', '--mode', 'keyword', '--limit', '50', '--batch', file)
  const answers = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Found & { readonly _id: string })
  const found = new Set(
    answers.filter(({ _id, hits }) => hits.some((hit) => hit.externalId === asked[Number(_id)]?.path)).map(({ _id }) => _id),
  )
  return asked.filter((_, i) => !found.has(String(i))).map(({ path, text }) => `${path}: ${text}`)
}
