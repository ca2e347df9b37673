import { expect, test } from 'vitest'
import type { EmbeddingStatus, SourceStatus } from '../../shared/model.ts'
import { meaningOf, rhythmOf, stateOf, totalsOf, troubleOf } from './source-words.ts'

const now = new Date('2026-11-23T12:00:00Z')
const status = (given: Partial<SourceStatus['source']>, more: Partial<SourceStatus> = {}) =>
  ({
    source: { id: 'folder-1', state: 'idle', problem: null, pausedUntil: null, schedule: { sync: 'auto', reconcile: 'auto' }, ...given },
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

test('while it runs it says how fast, and how long still', () => {
  const progress = { source: 'folder-1', phase: 'reading', listed: 2310, done: 1204, failed: 0, rate: 3.2 } as const
  expect(rhythmOf(status({ state: 'syncing' }, { progress }), now)).toBe('3.2 a second · about 6 min left')
  expect(rhythmOf(status({ state: 'syncing' }, { progress: { ...progress, phase: 'listing' } }), now)).toBe('3.2 a second')
})

test('a schedule is told, and when it is due next', () => {
  const scheduled = status({ schedule: { sync: '0 9 * * *', reconcile: 'auto' } }, { watching: 'no', nextRun: '2026-11-23T12:30:00Z' })
  expect(rhythmOf(scheduled, now)).toBe('every day at 09:00 · last run 2 minutes ago · next run in 30 minutes')
})

test('a pause says when it ends', () => {
  expect(
    troubleOf(status({ state: 'paused', pausedUntil: new Date(2026, 10, 23, 14, 30).toISOString() }), new Date(2026, 10, 23, 13)),
  ).toMatch(/^Paused until 14:30/)
})

test('what meaning knows is told until that is all', () => {
  const coverage = { listed: 10, searchable: 8, waiting: 0, skipped: {}, failed: {}, embedded: 6, parts: 0 }
  expect(meaningOf(coverage)).toBe('75% found by meaning')
  const working = { state: 'working', etaSeconds: 300 } as EmbeddingStatus
  expect(meaningOf(coverage, working)).toBe('75% found by meaning, about 5 min left')
  expect(meaningOf({ ...coverage, embedded: 8 })).toBeNull()
})
