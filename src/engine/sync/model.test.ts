import { describe, expect, it } from 'vitest'
import type { Problem, SyncRun } from '../../shared/model.ts'
import type { ChangeSupport } from '../connectors/connector.ts'
import { ConnectorError } from '../connectors/connector.ts'
import { checkStore } from '../store/check.ts'
import { seeded } from './seeded.fixture.ts'
import { addsUp, createToyBench, type ToyBench } from './toy-bench.fixture.ts'

/** How many sequences per kind of source; the long run sets more. */
const sequences = Number(process.env.MAGPIE_MODEL_SEQUENCES ?? (process.env.MAGPIE_LONG === undefined ? 8 : 1_000))
const firstSeed = Number(process.env.MAGPIE_SEED ?? 1)
const rounds = 8

const kinds: readonly ChangeSupport[] = ['listing', 'since', 'feed']
const cases = kinds.flatMap((kind) => Array.from({ length: sequences }, (_, n) => ({ kind, seed: firstSeed + n })))

describe('whatever happens to a source, a finished run leaves the index equal to it', () => {
  it.each(cases)('$kind, seed $seed', async ({ kind, seed }) => {
    const random = seeded(seed)
    const chance = (of: number) => random() < of
    const strikes = chance(0.3) ? 2 : 1
    const bench = createToyBench(kind, { strikes, pageSize: 1 + Math.floor(random() * 12) })
    try {
      for (let round = 0; round < rounds; round++) {
        const before = documentIds(bench)
        const renames = mutate(bench, random)
        const trouble = chance(0.5) ? disturb(bench, random) : null
        receiptAddsUp(bench, await bench.sync(chance(0.2)))
        if (trouble !== null) receiptAddsUp(bench, await bench.sync())
        bench.toy.down = null
        bench.toy.failNext.length = 0
        bench.toy.beforePage = () => {}
        // A finished run of everything: as often as the kind of source needs to believe that something is gone.
        for (let n = 0; n < strikes; n++) {
          const run = await bench.sync(true)
          expect(run.outcome, `round ${round}`).toMatch(/^completed/)
          receiptAddsUp(bench, run)
        }
        // What could not be read before and now can is found after its next attempt, whose time may not have come.
        await bench.syncer.retryFailures({})
        equalsSource(bench, `round ${round}`)
        const after = documentIds(bench)
        for (const [from, to] of renames)
          if (before.has(from) && after.has(to)) expect(after.get(to), `${from} became ${to}`).toBe(before.get(from))
      }
      expect(checkStore(bench.store).filter((check) => !check.ok)).toEqual([])
      expect((await bench.sync()).read).toBe(0)
    } finally {
      await bench.close()
    }
  })
})

/** Up to a dozen things happen to the source. Answers the renames that nothing else got in the way of. */
function mutate({ toy }: ToyBench, random: () => number): ReadonlyMap<string, string> {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!
  const before = new Set(toy.documents.keys())
  const touched = new Map<string, number>()
  const touch = (...ids: string[]) => {
    for (const id of ids) touched.set(id, (touched.get(id) ?? 0) + 1)
  }
  const renames = new Map<string, string>()
  for (let n = Math.floor(random() * 12); n > 0; n--) {
    const ids = [...toy.documents.keys()]
    const id = `doc-${Math.floor(random() * 40)}`
    const dice = random()
    if (dice < 0.5 || ids.length < 5) {
      touch(id)
      toy.put(id, pick(['', 'corrupt', 'boilerplate', `text ${Math.floor(random() * 1e6)}\nsecond line`, `once ${id}`]))
    } else if (dice < 0.7) {
      const from = pick(ids)
      if (toy.documents.has(id)) continue
      touch(from, id)
      toy.rename(from, id)
      if (before.has(from) && !before.has(id)) renames.set(from, id)
    } else if (dice < 0.85) {
      const gone = pick(ids)
      touch(gone)
      toy.remove(gone)
    } else if (dice < 0.92) {
      touch(id)
      if (toy.refused.has(id)) toy.refused.delete(id)
      else toy.refused.set(id, pick<Problem>(['forbidden', 'unreadable']))
    } else {
      touch(id)
      toy.put(id, 'left alone', { skip: 'too-large' })
    }
  }
  // Of documents with the same content another may be taken for it.
  const unique = (id: string) => [...toy.documents.values()].filter(({ text }) => text === toy.documents.get(id)?.text).length === 1
  const alone = (id: string) => touched.get(id) === 1
  return new Map([...renames].filter(([from, to]) => alone(from) && alone(to) && unique(to) && !toy.refused.has(to)))
}

/** Something goes wrong with the next run. */
function disturb({ toy, syncer }: ToyBench, random: () => number): string {
  const page = 1 + Math.floor(random() * 4)
  const at = (what: () => void) => {
    toy.beforePage = (number) => {
      if (number === page) what()
    }
  }
  const kind = ['stop', 'offline', 'bug', 'rate-limited', 'cursor-expired', 'edited-meanwhile', 'deleted-meanwhile'][
    Math.floor(random() * 7)
  ]!
  const fail = (error: Error) => at(() => toy.failNext.push(error))
  if (kind === 'stop') at(() => void syncer.stop())
  if (kind === 'offline')
    at(() => {
      toy.down = 'offline'
    })
  if (kind === 'bug') fail(new TypeError('a bug'))
  if (kind === 'rate-limited' || kind === 'cursor-expired') fail(new ConnectorError(kind, 'for the test'))
  if (kind === 'edited-meanwhile') at(() => toy.put(`doc-${Math.floor(random() * 40)}`, 'edited while it was listed'))
  if (kind === 'deleted-meanwhile')
    at(() => {
      const first = [...toy.documents.keys()].sort()[0]
      if (first !== undefined) toy.remove(first)
    })
  return kind
}

function receiptAddsUp(bench: ToyBench, run: SyncRun): void {
  addsUp(run)
  const { listed, searchable, waiting, skipped, failed } = bench.coverage()
  const sum = (counts: Readonly<Record<string, number>>) => Object.values(counts).reduce((total, n) => total + n, 0)
  expect(searchable + waiting + sum(skipped) + sum(failed)).toBe(listed)
}

function equalsSource(bench: ToyBench, when: string): void {
  const readable = [...bench.toy.documents].filter(
    ([id, { text, skip }]) => skip === undefined && text !== '' && !text.startsWith('corrupt') && !bench.toy.refused.has(id),
  )
  const indexed = bench.indexed()
  const fresh = new Map(readable.map(([id]) => [id, indexed.get(id)]))
  // What cannot be read today is found as it was; everything else is as in the source.
  expect(fresh, when).toEqual(new Map(readable.map(([id, { text }]) => [id, text])))
  for (const id of indexed.keys()) expect(bench.toy.documents.has(id), `${when}: ${id} is gone from the source`).toBe(true)
  expect(bench.coverage(), when).toMatchObject({ listed: bench.toy.documents.size, waiting: 0 })
}

const documentIds = (bench: ToyBench) => new Map([...bench.indexed().keys()].map((id) => [id, bench.idOf(id)!]))
