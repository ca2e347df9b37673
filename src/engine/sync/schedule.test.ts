import { describe, expect, it } from 'vitest'
import { isCron, nextDue, type Past, retryDelay, type Ways } from './schedule.ts'

const at = (text: string) => Date.parse(text)
const hour = 3_600_000
const now = at('2026-03-10T12:00:00Z')
const auto = { sync: 'auto', reconcile: 'auto' }
const feed: Ways = { watching: 'no', changes: 'feed' }
const past = (given: Partial<Past> = {}): Past => ({ since: now - 100 * hour, ran: now, listed: now, ...given })
/** Within a tenth of the interval after it. */
const about = (due: { readonly at: number } | null, expected: number, interval: number) => {
  expect(due!.at).toBeGreaterThanOrEqual(expected)
  expect(due!.at).toBeLessThan(expected + interval / 10)
}

describe('an automatic schedule', () => {
  it('begins at once', () => {
    expect(nextDue(auto, 's', feed, past({ since: now, ran: null, listed: null }), now)).toEqual({ at: now, full: false })
  })

  it('looks every quarter of an hour, or every hour where changes tell of themselves', () => {
    about(nextDue(auto, 's', feed, past(), now), now + hour / 4, hour / 4)
    about(nextDue(auto, 's', { watching: 'events', changes: 'feed' }, past(), now), now + hour, hour)
  })

  it('lists everything again: daily behind a feed, four times a day where deletions are not told or events can get lost', () => {
    const isFull = (ways: Ways, hours: number) =>
      nextDue(auto, 's', ways, past({ ran: now - 2 * hour, listed: now - hours * hour }), now)!.full
    expect(isFull(feed, 23)).toBe(false)
    expect(isFull(feed, 27)).toBe(true)
    expect(isFull({ watching: 'no', changes: 'since' }, 5.9)).toBe(false)
    expect(isFull({ watching: 'no', changes: 'since' }, 9)).toBe(true)
    expect(isFull({ watching: 'events', changes: 'feed' }, 9)).toBe(true)
    expect(isFull({ watching: 'no', changes: 'listing' }, 500)).toBe(false)
  })

  it('makes up for what was missed once, not many times', () => {
    const slept = past({ ran: now - 50 * hour, listed: now - 50 * hour })
    const due = nextDue(auto, 's', feed, slept, now)!
    expect(due).toMatchObject({ full: true })
    expect(due.at).toBeLessThan(now)
    about(nextDue(auto, 's', feed, past(), now), now + hour / 4, hour / 4)
  })

  it('is not put off by a run that a wrong clock dated into the future', () => {
    about(nextDue(auto, 's', feed, past({ ran: now + 90 * 24 * hour, listed: now + 90 * 24 * hour }), now), now + hour / 4, hour / 4)
  })

  it('does not start all sources at the same moment, and always the same one at the same', () => {
    const times = Array.from({ length: 50 }, (_, n) => nextDue(auto, `source-${n}`, feed, past(), now)!.at)
    expect(new Set(times).size).toBeGreaterThan(40)
    expect(nextDue(auto, 'source-7', feed, past(), now + 5_000)!.at).toBe(times[7])
  })
})

describe('given times', () => {
  const nightly = { sync: '0 2 * * *', reconcile: 'auto' }
  const zone = 'Europe/Berlin'

  it('are kept, to within half a minute', () => {
    const due = nextDue(nightly, 's', feed, past(), now, zone)!
    expect(due.full).toBe(false)
    about(due, at('2026-03-11T01:00:00Z'), 300_000)
  })

  it('do not count as missed before they were chosen', () => {
    const chosenNow = past({ ran: now - 48 * hour, since: now })
    about(nextDue(nightly, 's', feed, chosenNow, now, zone), at('2026-03-11T01:00:00Z'), 300_000)
    const missed = past({ ran: now - 48 * hour })
    expect(nextDue(nightly, 's', feed, missed, now, zone)!.at).toBeLessThan(now)
  })

  it('come once a day on the days when summer time begins and ends', () => {
    for (const [begin, nights] of [
      ['2026-03-27T12:00:00Z', 4],
      ['2026-10-23T12:00:00Z', 4],
    ] as const) {
      const days = []
      let ran = at(begin)
      for (let night = 0; night < nights; night++) {
        ran = nextDue({ sync: '30 2 * * *', reconcile: 'never' }, 's', feed, past({ ran }), ran, zone)!.at
        days.push(new Intl.DateTimeFormat('sv', { timeZone: zone, dateStyle: 'short' }).format(ran))
      }
      expect(new Set(days).size).toBe(nights)
    }
  })

  it('are not kept twice when the clock is put back a little, and not missed when it was far off', () => {
    const ran = at('2026-03-11T01:00:20Z')
    const putBack = at('2026-03-11T00:59:50Z')
    about(nextDue(nightly, 's', feed, past({ ran }), putBack, zone), at('2026-03-12T01:00:00Z'), 300_000)
    about(nextDue(nightly, 's', feed, past({ ran: now + 400 * 24 * hour }), now, zone), at('2026-03-11T01:00:00Z'), 300_000)
  })

  it('list everything when that is due, and are not added to for it', () => {
    expect(nextDue(nightly, 's', feed, past({ listed: now - 30 * hour }), now, zone)).toMatchObject({ full: true })
    about(nextDue(nightly, 's', feed, past({ listed: now - 30 * hour }), now, zone), at('2026-03-11T01:00:00Z'), 300_000)
    const never = { sync: '0 2 * * *', reconcile: 'never' }
    expect(nextDue(never, 's', feed, past({ listed: now - 3_000 * hour }), now, zone)).toMatchObject({ full: false })
    const sundays = { sync: 'auto', reconcile: '0 3 * * SUN' }
    const due = nextDue(sundays, 's', feed, past({ ran: at('2026-03-15T01:55:00Z') }), at('2026-03-15T01:55:00Z'), zone)!
    expect(due.full).toBe(true)
    about(due, at('2026-03-15T02:00:00Z'), 300_000)
  })
})

it('a source that is synced by hand is left alone, save for listings at times somebody chose', () => {
  const long = past({ ran: now - 500 * hour, listed: now - 500 * hour })
  expect(nextDue({ sync: 'manual', reconcile: 'auto' }, 's', feed, long, now)).toBeNull()
  expect(nextDue({ sync: 'manual', reconcile: 'never' }, 's', feed, long, now)).toBeNull()
  expect(nextDue({ sync: 'manual', reconcile: '@daily' }, 's', feed, long, now)).toMatchObject({ full: true })
})

it.each(['0 2 * * *', '*/15 8-18 * * MON-FRI', '@daily', '@hourly', '0 0 L * *'])('%s can be planned', (text) => {
  expect(isCron(text)).toBe(true)
})

it.each(['', 'daily', 'often', '61 * * * *', '* * * * * *', '0 0 30 2 *', '0 2 * *', '2026-01-01T00:00:00'])('%s cannot', (text) => {
  expect(isCron(text)).toBe(false)
})

it('comes back to a source in trouble ever later, but at least every quarter of an hour or so', () => {
  const delays = [1, 2, 3, 4, 5, 6, 20].map((troubles) => retryDelay(troubles, 's'))
  delays.forEach((delay, n) => {
    const base = Math.min(900_000, 30_000 * 2 ** [0, 1, 2, 3, 4, 5, 19][n]!)
    expect(delay).toBeGreaterThanOrEqual(base)
    expect(delay).toBeLessThan(base * 1.1)
  })
})
