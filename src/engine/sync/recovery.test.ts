import { expect, it } from 'vitest'
import { nextAttempt } from './recovery.ts'

const now = new Date('2026-01-01T00:00:00Z')
const minutes = (at: number | null) => (at === null ? null : (at - now.getTime()) / 60_000)

it('tries again sooner at first, then daily, what may pass by itself', () => {
  expect([1, 2, 3, 6, 50].map((attempts) => minutes(nextAttempt('forbidden', attempts, now)))).toEqual([1, 5, 30, 1_440, 1_440])
})

it('gives a document that brings its reader down two more chances', () => {
  expect([1, 2, 3].map((attempts) => minutes(nextAttempt('crashed', attempts, now)))).toEqual([10, 360, null])
})

it('leaves a broken document until it changes', () => {
  expect(nextAttempt('encrypted', 1, now)).toBeNull()
})

it('waits at least as long as the source says', () => {
  expect(minutes(nextAttempt('unreadable', 1, now, 3_600_000))).toBe(60)
})
