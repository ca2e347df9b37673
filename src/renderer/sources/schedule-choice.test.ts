import { expect, test } from 'vitest'
import { choiceOf, scheduleOf, scheduleWords } from './schedule-choice.ts'

test.each(['auto', 'manual', 'never', '@hourly', '15 * * * *', '30 7 * * *', '0 18 * * 5', '*/5 9-17 * * 1-5'])(
  '%s comes back as it was',
  (schedule) => {
    expect(scheduleOf(choiceOf(schedule))).toBe(schedule)
  },
)

test('schedules are told in words', () => {
  expect(scheduleWords('auto')).toBeNull()
  expect(scheduleWords('manual')).toBe('synced when you ask')
  expect(scheduleWords('5 7 * * *')).toBe('every day at 07:05')
  expect(scheduleWords('0 18 * * 7')).toBe('every Sunday at 18:00')
  expect(scheduleWords('@weekly')).toBe('every Sunday at 00:00')
  expect(scheduleWords('*/5 * * * *')).toBe('at */5 * * * *')
})
