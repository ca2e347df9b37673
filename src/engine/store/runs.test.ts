import { afterEach, beforeEach, expect, it } from 'vitest'
import { finishRun, lastRun, listRuns, startRun } from './runs.ts'
import { dropHome, emptyHome, openSample, type Sample } from './sample.fixture.ts'

let home: string
let sample: Sample
beforeEach(() => {
  home = emptyHome()
  sample = openSample(home)
})
afterEach(() => {
  sample.store.close()
  dropHome(home)
})

const counts = {
  listed: 9,
  added: 4,
  updated: 1,
  moved: 1,
  deleted: 2,
  unshared: 1,
  excluded: 3,
  unchanged: 1,
  skipped: 1,
  failed: 1,
  read: 7,
}
const finishedAt = '2026-11-01T10:00:09.000Z'

it('a run is listed once it has ended, with what it came to', () => {
  const id = startRun(sample.store, sample.source, new Date('2026-11-01T10:00:00Z'))
  expect(lastRun(sample.store, sample.source)).toBeNull()
  const problem = { code: 'removals-held', params: { count: 40, of: 50 } }
  finishRun(sample.store, id, { ...counts, outcome: 'held', finishedAt, problem })
  const run = { id, source: sample.source, ...counts, outcome: 'held', startedAt: '2026-11-01T10:00:00.000Z', finishedAt, problem }
  expect(lastRun(sample.store, sample.source)).toEqual(run)
  expect(listRuns(sample.store, undefined, 10)).toEqual([run])
  expect(listRuns(sample.store, 'folder-9', 10)).toEqual([])
})

it('the newest come first, and old ones are forgotten', () => {
  for (let i = 0; i < 510; i++)
    finishRun(sample.store, startRun(sample.store, sample.source), { ...counts, outcome: 'completed', finishedAt, problem: null })
  const runs = listRuns(sample.store, sample.source, 1_000)
  expect(runs).toHaveLength(501)
  expect(runs[0]!.id).toBeGreaterThan(runs[1]!.id)
  expect(listRuns(sample.store, sample.source, 3)).toEqual(runs.slice(0, 3))
})
