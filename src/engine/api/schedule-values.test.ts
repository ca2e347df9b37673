import { expect, it } from 'vitest'
import { say } from '../../shared/messages/say.ts'
import type { MagpieError } from '../../shared/problem.ts'
import { paceFrom, scheduleFrom } from './schedule-values.ts'

const auto = { sync: 'auto', reconcile: 'auto' }
const free = { atOnce: null, perMinute: null }

it('changes what was said, and keeps the rest', () => {
  expect(scheduleFrom({}, auto)).toEqual(auto)
  expect(scheduleFrom({ schedule: ' 0 2 * * * ' }, auto)).toEqual({ sync: '0 2 * * *', reconcile: 'auto' })
  expect(scheduleFrom({ reconcile: 'never' }, { sync: 'manual', reconcile: '@daily' })).toEqual({ sync: 'manual', reconcile: 'never' })
  expect(paceFrom({ 'at-once': '2' }, { atOnce: null, perMinute: 60 })).toEqual({ atOnce: 2, perMinute: 60 })
  expect(paceFrom({ 'per-minute': 'auto' }, { atOnce: 2, perMinute: 60 })).toEqual({ atOnce: 2, perMinute: null })
})

it.each([
  { schedule: 'never' },
  { schedule: 'often' },
  { schedule: '' },
  { schedule: '* * * * * *' },
  { reconcile: 'manual' },
  { reconcile: '99 * * * *' },
])('refuses %j, and says what would do', (values) => {
  expect(() => scheduleFrom(values, auto)).toThrow(expect.objectContaining({ code: 'schedule-invalid' }))
  try {
    scheduleFrom(values, auto)
  } catch (error) {
    expect(say(error as MagpieError)).toContain('auto')
    expect(say(error as MagpieError)).toContain('0 2 * * *')
  }
})

it.each([{ 'at-once': '0' }, { 'at-once': '33' }, { 'at-once': '1.5' }, { 'per-minute': 'slow' }, { 'per-minute': '-1' }])(
  'refuses %j',
  (values) => {
    expect(() => paceFrom(values, free)).toThrow(expect.objectContaining({ code: 'setting-invalid' }))
  },
)
