import { expect, test } from 'vitest'
import type { SyncRun } from '../../shared/model.ts'
import { byDay, isQuiet } from './days.ts'

const run = (finishedAt: Date, over: Partial<SyncRun> = {}) =>
  ({
    outcome: 'completed',
    added: 0,
    updated: 0,
    moved: 0,
    deleted: 0,
    unshared: 0,
    excluded: 0,
    read: 0,
    problem: null,
    finishedAt: finishedAt.toISOString(),
    ...over,
  }) as SyncRun

test('runs stand under the day they ended on, in the person’s own time', () => {
  const now = new Date(2026, 2, 10, 0, 30)
  const runs = [
    run(new Date(2026, 2, 10, 0, 10)),
    run(new Date(2026, 2, 9, 23, 50)),
    run(new Date(2026, 2, 9, 8)),
    run(new Date(2026, 0, 3)),
  ]
  expect(byDay(runs, now).map(({ name, runs }) => [name, runs.length])).toEqual([
    ['Today', 1],
    ['Yesterday', 2],
    ['3 Jan 2026', 1],
  ])
})

test('a run is quiet only when nothing changed and nothing went wrong', () => {
  const at = new Date()
  expect(isQuiet(run(at))).toBe(true)
  expect(isQuiet(run(at, { moved: 1 }))).toBe(false)
  expect(isQuiet(run(at, { outcome: 'offline' }))).toBe(false)
  expect(isQuiet(run(at, { outcome: 'completed-with-failures', read: 1 }))).toBe(false)
  expect(isQuiet(run(at, { outcome: 'completed-with-failures' }))).toBe(true)
})
