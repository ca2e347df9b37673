import { expect, it } from 'vitest'
import { retryAfter } from './retry-after.ts'

const now = Date.UTC(2026, 10, 23, 10)
const wait = (headers: Readonly<Record<string, string>>) => retryAfter(new Headers(headers), now)

it.each([
  ['seconds', { 'retry-after': '30' }, 30_000],
  ['seconds with a fraction', { 'retry-after': '0.5' }, 500],
  ['a date', { 'retry-after': 'Mon, 23 Nov 2026 10:02:00 GMT' }, 120_000],
  ['a date that is over', { 'retry-after': 'Mon, 23 Nov 2026 09:00:00 GMT' }, 0],
  [
    'a date by a server whose clock is an hour ahead',
    { 'retry-after': 'Mon, 23 Nov 2026 11:00:30 GMT', date: 'Mon, 23 Nov 2026 11:00:00 GMT' },
    30_000,
  ],
  ['the longer of two', { 'retry-after': '10', 'ratelimit-reset': '25' }, 25_000],
  ['a reset instead', { 'x-ratelimit-reset': '2026-11-23T10:00Z', date: 'Mon, 23 Nov 2026 09:59:00 GMT' }, 60_000],
  ['a reset in seconds since 1970', { 'x-ratelimit-reset': String(now / 1_000 + 5) }, 5_000],
  ['a reset in seconds to go', { 'x-ratelimit-reset': '7' }, 7_000],
  ['no reset when it says how long', { 'retry-after': '3', 'x-ratelimit-reset': '700' }, 3_000],
  ['a century', { 'retry-after': '3153600000' }, 86_400_000],
  ['nonsense', { 'retry-after': 'soon' }, null],
  ['nothing', {}, null],
])('understands %s', (_, headers, ms) => {
  expect(wait(headers as Record<string, string>)).toBe(ms)
})
