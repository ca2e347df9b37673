import { createInterface } from 'node:readline'
import { practiceConnectors } from '../../src/engine/connectors/practice/connector.ts'
import { type EngineHandle, openEngine, sourceResources, spawnNodeChild } from '../../src/engine/index.ts'
import type { SyncRun } from '../../src/shared/model.ts'

/**
 * `node scripts/practice/engine-figures.ts HOME URL`: an engine as a process of its own on a practice service. Lists it by
 * `practice-listing`, then again for each line it reads. Prints a line of JSON when it was first able to find something, and
 * one for each sync: its counts, the engine's processor time, its memory over time.
 */
export interface FirstFound {
  readonly found: 'first'
  /** How many documents were listed by then, and how many there were to be found. */
  readonly listed: number
  readonly hits: number
}
export interface SyncFigures {
  readonly run: Pick<SyncRun, 'outcome' | 'listed' | 'added' | 'unchanged' | 'read'>
  readonly ms: number
  readonly cpuMs: number
  /** Memory of the engine's process in MB, a sample for each 2 % of the documents (at least every second). */
  readonly rssMb: readonly number[]
}

const [home = '', url = ''] = process.argv.slice(2)
const say = (line: FirstFound | SyncFigures) => process.stdout.write(`${JSON.stringify(line)}\n`)

const engine = await openEngine({
  home,
  host: 'cli',
  resources: sourceResources,
  version: 'figures',
  spawn: spawnNodeChild,
  connectors: practiceConnectors,
  capabilities: [],
  background: false,
})
const { source } = await engine.client.call('sources.add', { connector: 'practice-listing', settings: { url } })
const first = findFirst(engine)
await sync(source.id)
await first
for await (const _ of createInterface(process.stdin)) await sync(source.id)
await engine.close()

async function sync(id: string): Promise<void> {
  const rssMb: number[] = []
  const sample = () => void rssMb.push(Math.round(process.memoryUsage.rss() / 1e6))
  const timer = setInterval(sample, 500)
  const started = performance.now()
  const before = process.cpuUsage()
  const { runs } = await engine.client.call('sync.run', { sources: [id], embed: false })
  const { user, system } = process.cpuUsage(before)
  const ms = Math.round(performance.now() - started)
  clearInterval(timer)
  sample()
  const { outcome, listed, added, unchanged, read } = runs[0]!
  say({ run: { outcome, listed, added, unchanged, read }, ms, cpuMs: Math.round((user + system) / 1_000), rssMb })
}

/** Asks for a document of the very first page until it is found, and says how far the listing was by then. */
async function findFirst({ client }: EngineHandle): Promise<void> {
  let listed = 0
  const stop = client.on('sync.progress', (progress) => {
    listed = progress.listed
  })
  for (;;) {
    const { total } = await client.call('search', { query: 'number3', mode: 'keyword', limit: 1 })
    if (total > 0) {
      stop()
      say({ found: 'first', listed, hits: total })
      return
    }
    await new Promise((done) => setTimeout(done, 20))
  }
}
