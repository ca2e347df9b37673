import { expect, test } from 'vitest'
import type { SourceStatus } from '../../shared/model.ts'
import { rhythmOf, stateOf, totalsOf, troubleOf } from './source-words.ts'

const now = new Date('2026-11-23T12:00:00Z')
const status = (given: Partial<SourceStatus['source']>, more: Partial<SourceStatus> = {}) =>
  ({
    source: { id: 'folder-1', state: 'idle', problem: null, ...given },
    coverage: { listed: 3, searchable: 3, waiting: 0, skipped: {}, failed: {}, embedded: 3, parts: 0 },
    progress: null,
    lastRun: { finishedAt: '2026-11-23T11:58:00Z' },
    nextRun: null,
    watching: 'events',
    budget: null,
    ...more,
  }) as SourceStatus

test('the receipt adds up to what is listed', () => {
  const totals = totalsOf({
    listed: 20,
    searchable: 10,
    waiting: 3,
    skipped: { empty: 2, unsupported: 1 },
    failed: { timeout: 4 },
    embedded: 0,
    parts: 0,
  })
  expect(totals).toEqual({ searchable: 10, skipped: 3, failed: 4, waiting: 3 })
  expect(Object.values(totals).reduce((a, b) => a + b)).toBe(20)
})

test('states are words', () => {
  expect(stateOf(status({}))).toEqual({ health: 'ok', words: 'Up to date' })
  expect(stateOf(status({ state: 'offline' }))).toEqual({ health: 'warn', words: 'Offline' })
  const progress = { source: 'folder-1', phase: 'reading', listed: 2310, done: 1204, failed: 0, rate: 82 } as const
  expect(stateOf(status({ state: 'syncing' }, { progress }))).toEqual({ health: 'busy', words: 'Reading, 1,204 of 2,310' })
  expect(stateOf(status({}, { lastRun: null })).health).toBe('busy')
})

test('an unreachable source says that nothing is removed', () => {
  expect(troubleOf(status({ state: 'offline' }))).toMatch(/nothing is removed/)
  expect(troubleOf(status({}))).toBeNull()
})

test('a source that its service slows down says how much of the allowance it uses and when it ends', () => {
  const progress = { source: 'wiki-1', phase: 'reading', listed: 6000, done: 300, failed: 0, rate: 3 } as const
  const slow = status({ state: 'syncing' }, { progress, budget: { perMinute: 180, used: 170, remainingMs: 1_900_000 } })
  expect(rhythmOf(slow, now)).toMatch(/170 of the 180 requests a minute that its service allows · done about \d\d:\d\d$/)
})

test('the rhythm says how changes are noticed and when last', () => {
  expect(rhythmOf(status({}), now)).toBe('watching · last run 2 minutes ago')
  expect(rhythmOf(status({ state: 'offline' }, { watching: 'polling', nextRun: '2026-11-23T12:04:00Z' }), now)).toBe(
    'checked regularly · last run 2 minutes ago · tries again in 4 minutes',
  )
})
