import { expect, it } from 'vitest'
import { budgetSaid } from './budget.ts'
import { say } from './say.ts'

const now = new Date('2026-11-23T10:00:00')
const words = (used: number, remainingMs: number | null) => budgetSaid({ perMinute: 180, used, remainingMs }, now).map(say)

it('names the allowance and the end of a source that is slow', () => {
  const [used, ends] = words(171, 100 * 60_000)
  expect(used).toBe('171 of the 180 requests a minute that its service allows')
  expect(ends).toMatch(/^done about 11:40/)
})

it('names the day when it takes longer than one', () => {
  expect(words(171, 30 * 3_600_000).at(-1)).toMatch(/Tue.* 16:00|16:00.*Tue|24/)
})

it('is silent about a source that is quick, done, or asks nobody', () => {
  expect(words(12, 5_000)).toEqual([])
  expect(words(0, null)).toEqual([])
  expect(budgetSaid(null, now)).toEqual([])
})
