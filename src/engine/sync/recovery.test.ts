import { expect, it } from 'vitest'
import { nextAttempt } from './recovery.ts'

const now = new Date('2026-01-01T00:00:00Z')
const minutes = (at: number | null) => (at === null ? null : (at - now.getTime()) / 60_000)

it('tries again sooner at first, then daily, what may pass by itself', () => {
  expect([1, 2, 3, 6, 50].map((attempts) => minutes(nextAttempt('forbidden', attempts, now)))).toEqual([1, 5, 30, 1_440, 1_440])
})

it('leaves a document alone that brought its reader down twice', () => {
  expect([1, 2].map((attempts) => minutes(nextAttempt('timeout', attempts, now)))).toEqual([10, null])
  expect([1, 2].map((attempts) => minutes(nextAttempt('out-of-memory', attempts, now)))).toEqual([10, null])
  // Its reader was started anew for the second try.
  expect(nextAttempt('crashed', 1, now)).toBeNull()
})

it('leaves a broken document until it changes', () => {
  expect(nextAttempt('encrypted', 1, now)).toBeNull()
})

it('waits at least as long as the source says', () => {
  expect(minutes(nextAttempt('unreadable', 1, now, 3_600_000))).toBe(60)
})
