import { expect, it } from 'vitest'
import { minutes, untilWhen } from './durations.ts'

it.each([
  ['30m', 30],
  ['45', 45],
  ['1h', 60],
  [' 2d', 2_880],
])('%s is understood', (text, expected) => {
  expect(minutes(text)).toBe(expected)
})

it.each(['', '0', 'soon', '-1h', '1.5h', '1w', '9999d'])('%j is not', (text) => {
  expect(() => minutes(text)).toThrow(/30m, 1h or 2d/)
})

it('says when a pause ends, with the day when that is another', () => {
  const now = new Date(2026, 2, 10, 12)
  expect(untilWhen(null, now)).toBe('until you resume it')
  expect(untilWhen(new Date(2026, 2, 10, 14, 30).toISOString(), now)).toBe('until 14:30')
  expect(untilWhen(new Date(2026, 2, 11, 9, 5).toISOString(), now)).toMatch(/11 Mar.*09:05/)
})
