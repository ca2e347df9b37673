import type { SyncFigures } from '../practice/engine-figures.ts'
import { type Practice, type Requests, withBareListing, withEngine, withPractice } from './practice.ts'
import { longSuite } from './suites.ts'
import { atMost, equal, type Vow } from './vow.ts'

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

/** Of the time that a first sync takes, what counts as warming up: caches fill, code is compiled. */
const warmUp = 0.2

async function listingLines(practice: Practice, work: () => Promise<unknown>): Promise<readonly string[]> {
  const before = await practice.ask<Requests>('requests')
  await work()
  const after = await practice.ask<Requests>('requests')
  return after.lines.slice(-(after.requests - before.requests)).map(({ method, url }) => `${method} ${url}`)
}

/** How often both list everything, turn by turn; the first times compile their code. */
const turns = 7
const compiling = 2

const large: Vow = {
  what: '100,000 documents of a practice service',
  measure: () =>
    withPractice(100_000, (practice, home) =>
      withEngine(practice, home, ({ whole, again }) =>
        withBareListing(practice, async (list) => {
          const asked = await listingLines(practice, list)
          const bare: number[] = []
          const engine: SyncFigures[] = []
          // In turns: what else runs on the computer bears on both alike.
          for (let turn = 0; turn < turns; turn++) {
            bare.push((await list()).cpuMs)
            engine.push(await again())
          }
          const last = await listingLines(practice, again)
          const warm = whole.rssMb.slice(Math.ceil(whole.rssMb.length * warmUp))
          const middle = median(warm)
          const bareMs = median(bare.slice(compiling))
          const engineMs = median(engine.slice(compiling).map(({ cpuMs }) => cpuMs))
          return [
            equal('100k documents: first sync', `${whole.run.outcome}, ${whole.run.added}`, 'completed, 100000'),
            atMost(
              '100k documents, first sync: memory of the engine after warm-up, furthest from its median, MB',
              Math.max(...warm.map((mb) => Math.abs(mb - middle))),
              50,
              0,
            ),
            equal('100k documents, nothing changed: read', engine.at(-1)!.run.read, 0),
            equal(
              '100k documents, nothing changed: requests as the bare listing’s',
              last.slice(-asked.length).every((line, at) => line === asked[at]) ? last.length : 'others',
              asked.length,
            ),
            atMost(
              `100k documents, nothing changed: processor time / fetching and parsing alone (${engineMs} / ${bareMs} ms)`,
              engineMs / bareMs,
              3,
              2,
            ),
          ]
        }),
      ),
    ),
}

const found: Vow = {
  what: 'a first sync is searchable from the first page on',
  measure: () =>
    withPractice(10_000, (practice, home) =>
      withEngine(practice, home, async ({ first, whole }) => [
        equal('10k documents: first sync', `${whole.run.outcome}, ${whole.run.added}`, 'completed, 10000'),
        // The first page has twenty; the next may be on its way when the question is asked.
        atMost('10k documents: listed when a document of the first page was found by its words', first.listed, 220, 0),
      ]),
    ),
}

export const enginePromises: readonly Vow[] = [
  found,
  large,
  longSuite('connectors broken on purpose and caught, each asked by the whole contract', 'contract-proof', 50),
  longSuite('seeded sequences on the real store, of feed, since and listing', 'model-run', 3_000),
  longSuite('a hundred kills of the command while it syncs 5,000 documents', 'kill-sync', 1),
]
