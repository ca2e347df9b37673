import { describe, expect, it } from 'vitest'
import type { SyncRun } from '../shared/model.ts'
import type { PracticeDocument } from './connectors/practice/shelves.ts'
import { createModelRun, type ModelRun, spaces } from './model-run.fixture.ts'
import { checkStore } from './store/check.ts'
import { scopeSize } from './store/memberships.ts'
import { removeOrphanVectors } from './store/vectors.ts'
import { seeded } from './sync/seeded.fixture.ts'

/**
 * Seeded sequences of everything that happens to a source and to the engine that follows it: edits, moves between
 * scopes, deletions and restorals, sharing and withdrawing, refusals, expired cursors and sign-ins, and the engine
 * killed in the middle of a transaction. `MAGPIE_MODEL_SEQUENCES` says how many of each kind, `MAGPIE_SEED` which is the
 * first; a failure names its seed.
 */
const sequences = Number(process.env.MAGPIE_MODEL_SEQUENCES ?? (process.env.MAGPIE_LONG === undefined ? 12 : 1_000))
const firstSeed = Number(process.env.MAGPIE_SEED ?? 1)
const rounds = 6

describe.each(['feed', 'since', 'listing'] as const)('whatever happens to a %s source', (kind) => {
  const seeds = Array.from({ length: sequences }, (_, n) => firstSeed + n)
  it.each(seeds)('the index equals it in the end, seed %i', async (seed) => {
    const random = seeded(seed)
    const model = createModelRun(kind)
    try {
      for (let round = 0; round < rounds; round++) {
        const when = `seed ${seed}, round ${round}`
        change(model, random, 1 + Math.floor(random() * 14))
        if (random() < 0.7) await disturbed(model, random)
        calm(model)
        await settle(model, when)
        equals(model, when)
        model.embedSome(Math.floor(random() * 20))
      }
      // The service counts in minutes: of what changed in this very one, nothing can be concluded yet.
      model.shelves.passTime(10)
      await model.sync()
      expect(await model.sync()).toMatchObject({ read: 0, added: 0, updated: 0, deleted: 0 })
    } finally {
      await model.close()
    }
  })
})

/** So many things happen at the source. */
function change({ shelves }: ModelRun, random: () => number, count: number): void {
  const pick = <T>(from: readonly T[]): T | undefined => from[Math.floor(random() * from.length)]
  const inState = (state: PracticeDocument['state']) => [...shelves.documents.values()].filter((document) => document.state === state)
  for (let n = 0; n < count; n++) {
    const dice = random()
    const there = pick(inState('there'))
    if (dice < 0.5 || there === undefined) {
      const text = pick(['', 'corrupt', 'boilerplate', `text ${Math.floor(random() * 1e6)}\nand more`, 'one\ntwo\nthree'])!
      const id = `doc-${Math.floor(random() * 40)}.txt`
      const known = shelves.documents.get(id)
      shelves.put(id, text, known?.state === 'there' ? known.space : pick(spaces)!)
    } else if (dice < 0.62) shelves.move(there.id, pick(spaces)!)
    else if (dice < 0.72) shelves.remove(there.id)
    else if (dice < 0.8) shelves.unshare(there.id)
    else if (dice < 0.86) {
      const deleted = pick(inState('deleted'))
      if (deleted !== undefined) shelves.restore(deleted.id)
    } else if (dice < 0.92) {
      const withdrawn = pick(inState('withdrawn'))
      if (withdrawn !== undefined) shelves.share(withdrawn.id)
    } else if (dice < 0.96) shelves.flaw(there.id, pick(['unreadable', 'garbled', null] as const)!)
    else shelves.passTime(1)
  }
}

/** A sync that meets something. */
async function disturbed(model: ModelRun, random: () => number): Promise<void> {
  const at = 1 + Math.floor(random() * 6)
  const onRequest = (act: () => void) => {
    model.onRequest = (number) => {
      if (number === at) act()
    }
  }
  const troubles = ['rate-limited', 'offline', 'sign-in', 'cursor-expired', 'forbidden'] as const
  const kind = Math.floor(random() * 10)
  if (kind < 5) {
    for (let n = 1; n < at; n++) model.troubles.push(null)
    for (let n = Math.floor(random() * 3); n >= 0; n--) model.troubles.push(troubles[kind]!)
  } else if (kind === 5) model.killAfterRows(1 + Math.floor(random() * 120))
  else if (kind === 6) onRequest(model.killNow)
  else if (kind === 7) onRequest(model.stop)
  else if (kind === 8) model.shelves.expireTokens()
  else onRequest(() => change(model, random, 3))
  await model.sync(random() < 0.3)
}

function calm(model: ModelRun): void {
  model.onRequest = () => {}
  model.troubles.length = 0
}

/** As many finished runs of everything as it takes to believe that something is gone. */
async function settle(model: ModelRun, when: string): Promise<void> {
  for (let n = 0; n < 2; n++) {
    const run = await model.sync(true)
    if (run === 'killed') throw new Error(`${when}: killed although nobody did`)
    expect(run.outcome, `${when}: ${JSON.stringify(run.problem)}`).toMatch(/^completed/)
    addsUp(run, when)
  }
  await model.retryFailures()
}

function addsUp(run: SyncRun, when: string): void {
  expect(run.added + run.updated + run.moved + run.unchanged + run.skipped + run.failed, when).toBe(run.listed)
}

function equals(model: ModelRun, when: string): void {
  const there = [...model.shelves.documents.values()].filter((document) => document.state === 'there')
  const indexed = model.indexed()
  const readable = there.filter(({ flaw, text }) => flaw === null && text !== '' && !text!.startsWith('corrupt'))
  const found = new Map(readable.map(({ id }) => [id, indexed.get(id)]))
  expect(found, when).toEqual(new Map(readable.map(({ id, text }) => [id, text])))
  const known = new Set(there.map(({ id }) => id))
  expect(
    [...indexed.keys()].filter((id) => !known.has(id)),
    `${when}: found although it is not there any more`,
  ).toEqual([])
  for (const space of spaces) {
    const size = there.filter((document) => document.space === space).length
    expect(scopeSize(model.store(), model.source, space), `${when}: documents of ${space}`).toBe(size)
  }
  const { listed, searchable, waiting, skipped, failed } = model.coverage()
  const sum = (counts: Readonly<Record<string, number>>) => Object.values(counts).reduce((total, n) => total + n, 0)
  expect([listed, waiting], when).toEqual([there.length, 0])
  expect(searchable + sum(skipped) + sum(failed), when).toBe(listed)
  removeOrphanVectors(model.store())
  expect(
    checkStore(model.store()).filter((check) => !check.ok),
    when,
  ).toEqual([])
}
