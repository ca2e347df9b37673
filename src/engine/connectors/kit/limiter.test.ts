import { describe, expect, it } from 'vitest'
import type { Limits } from '../connector.ts'
import { createLimiter, type Limiter } from './limiter.ts'
import { createManualClock, type ManualClock } from './manual-clock.fixture.ts'
import { failureOf } from './traffic.fixture.ts'

const never = new AbortController().signal

function setUp(limits: Partial<Limits>): { readonly limiter: Limiter; readonly clock: ManualClock } {
  const clock = createManualClock()
  return { clock, limiter: createLimiter({ shared: 'account', all: { requests: 1_000, perMs: 1_000, concurrent: 100 }, ...limits }, clock) }
}

/** Sends so many requests that take no time; answers when each left, in ms from now. */
async function send(limiter: Limiter, clock: ManualClock, requests: number, bucket = 'all', cost = 1): Promise<readonly number[]> {
  const start = clock.now()
  const times: number[] = []
  await Promise.all(
    Array.from({ length: requests }, async () => {
      const over = await limiter.enter({ bucket, cost, urgent: false }, never)
      times.push(clock.now() - start)
      over()
    }),
  )
  return times
}

/** The most that left in any span of that length. */
const mostWithin = (times: readonly number[], ms: number) =>
  Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + ms).length))

describe('declared limits', () => {
  it.each([
    [180, 60_000],
    [3, 1_000],
    [1, 60_000],
    [50, 1_000],
  ])('lets at most %i leave in any %i ms, and nearly so many', async (requests, perMs) => {
    const { limiter, clock } = setUp({ all: { requests, perMs, concurrent: 10 } })
    const times = await send(limiter, clock, requests * 4)
    expect(mostWithin(times, perMs)).toBeLessThanOrEqual(requests)
    expect(times.length / (times.at(-1)! / perMs)).toBeGreaterThan(requests * 0.85)
  })

  it('lets no more be under way than declared', async () => {
    const { limiter } = setUp({ all: { requests: 1_000, perMs: 1, concurrent: 2 } })
    const ask = { bucket: 'all', cost: 1, urgent: false }
    const first = await limiter.enter(ask, never)
    await limiter.enter(ask, never)
    let third = false
    const waiting = limiter.enter(ask, never).then(() => {
      third = true
    })
    await new Promise(setImmediate)
    expect(third).toBe(false)
    first()
    await waiting
  })

  it('counts a narrower limit by its own costs, and everything against the whole', async () => {
    const { limiter, clock } = setUp({
      all: { requests: 1_000, perMs: 60_000, concurrent: 10 },
      buckets: { units: { requests: 100, perMs: 60_000, concurrent: 10, burst: 20 } },
    })
    const units = await send(limiter, clock, 10, 'units', 20)
    expect(units.filter((at) => at < 60_000).length).toBeLessThanOrEqual(5)
    expect(limiter.budget(null)).toMatchObject({ perMinute: 100 })
  })

  it('lets one bucket go on while another waits', async () => {
    const slow = { requests: 1, perMs: 60_000, concurrent: 1 }
    const { limiter, clock } = setUp({ buckets: { slow, fast: { requests: 100, perMs: 1, concurrent: 9 } } })
    clock.hold()
    await send(limiter, clock, 1, 'slow')
    const waits = send(limiter, clock, 1, 'slow')
    expect(await send(limiter, clock, 3, 'fast')).toEqual([0, 0, 0])
    clock.advance(60_000)
    expect(await waits).toEqual([60_000])
  })

  it('does not let small requests overtake a costly one for ever', async () => {
    const { limiter, clock } = setUp({ all: { requests: 10, perMs: 1_000, concurrent: 100, burst: 10 } })
    clock.hold()
    await send(limiter, clock, 9)
    let left = 0
    const costly = limiter.enter({ bucket: 'all', cost: 8, urgent: false }, never).then((over) => {
      expect(left).toBe(0)
      over()
    })
    const small = Array.from({ length: 5 }, () => limiter.enter({ bucket: 'all', cost: 1, urgent: false }, never).then(() => left++))
    for (let n = 0; n < 20; n++) {
      clock.advance(1_000)
      await new Promise(setImmediate)
    }
    await Promise.all([costly, ...small])
  })

  it('names a bucket that was not declared', async () => {
    await expect(setUp({}).limiter.enter({ bucket: 'nope', cost: 1, urgent: false }, never)).rejects.toThrow('nope')
  })

  it('lets whoever a person waits for go first', async () => {
    const { limiter, clock } = setUp({ all: { requests: 1, perMs: 1_000, concurrent: 1 } })
    clock.hold()
    const order: string[] = []
    const enter = (name: string, urgent: boolean) =>
      limiter.enter({ bucket: 'all', cost: 1, urgent }, never).then((over) => {
        order.push(name)
        over()
      })
    const all = [enter('page 1', false), enter('page 2', false), enter('page 3', false), enter('scopes', true), enter('reread', true)]
    for (let n = 0; n < all.length; n++) {
      await new Promise(setImmediate)
      clock.advance(1_000)
    }
    await Promise.all(all)
    expect(order).toEqual(['page 1', 'scopes', 'reread', 'page 2', 'page 3'])
  })

  it('forgets whoever gave up', async () => {
    const { limiter, clock } = setUp({ all: { requests: 1, perMs: 1_000, concurrent: 1 } })
    clock.hold()
    await send(limiter, clock, 1)
    const stop = new AbortController()
    const given = limiter.enter({ bucket: 'all', cost: 1, urgent: false }, stop.signal)
    const other = send(limiter, clock, 1)
    stop.abort(new Error('enough'))
    await expect(given).rejects.toThrow('enough')
    clock.advance(1_000)
    expect(await other).toEqual([1_000])
  })
})

describe('a pause that the service asked for', () => {
  it('holds back everything of the account', async () => {
    const { limiter, clock } = setUp({})
    limiter.pause('all', 30_000)
    expect(Math.min(...(await send(limiter, clock, 3)))).toBeGreaterThanOrEqual(30_000)
  })

  it('holds back only its bucket where the service counts so', async () => {
    const bucket = { requests: 100, perMs: 1_000, concurrent: 9 }
    const { limiter, clock } = setUp({ buckets: { history: bucket, users: bucket }, pauses: 'bucket' })
    limiter.pause('history', 30_000)
    expect(await send(limiter, clock, 2, 'users')).toEqual([0, 0])
    expect(Math.min(...(await send(limiter, clock, 2, 'history')))).toBeGreaterThanOrEqual(30_000)
  })

  it('is told, not sat out, when it is long, also to those who wait already', async () => {
    const { limiter, clock } = setUp({ all: { requests: 1, perMs: 60_000, concurrent: 1 } })
    clock.hold()
    await send(limiter, clock, 1)
    const waiting = failureOf(limiter.enter({ bucket: 'all', cost: 1, urgent: false }, never))
    limiter.pause('all', 3_600_000)
    const later = failureOf(limiter.enter({ bucket: 'all', cost: 1, urgent: false }, never))
    expect(await waiting).toMatchObject({ problem: 'rate-limited', retryAfterMs: 3_600_000 })
    expect(await later).toMatchObject({ problem: 'rate-limited', retryAfterMs: 3_600_000 })
  })

  it('is told earlier to whoever a person waits for', async () => {
    const { limiter } = setUp({})
    limiter.pause('all', 30_000)
    expect(await failureOf(limiter.enter({ bucket: 'all', cost: 1, urgent: true }, never))).toMatchObject({ problem: 'rate-limited' })
  })
})

describe('the budget', () => {
  it('is nothing before anything was asked', () => {
    expect(setUp({}).limiter.budget(10)).toBeNull()
  })

  it('says what a minute allows, what of it was used, and how long the rest takes', async () => {
    const { limiter, clock } = setUp({ all: { requests: 180, perMs: 60_000, concurrent: 3 } })
    await send(limiter, clock, 18)
    expect(limiter.budget(null)).toEqual({ perMinute: 180, used: 18, remainingMs: null })
    const { remainingMs } = limiter.budget(1_800)!
    expect(remainingMs! / 60_000).toBeCloseTo(11, 0)
    clock.advance(60_000)
    expect(limiter.budget(0)).toEqual({ perMinute: 180, used: 0, remainingMs: 0 })
  })

  it('takes a document for what requests cost so far', async () => {
    const { limiter, clock } = setUp({ all: { requests: 6_000, perMs: 60_000, concurrent: 3, burst: 1 } })
    await send(limiter, clock, 2, 'all', 200)
    expect(limiter.budget(30)!.remainingMs).toBe(60_000)
  })

  it('counts a pause into it', async () => {
    const { limiter, clock } = setUp({ all: { requests: 60, perMs: 60_000, concurrent: 3, burst: 1 } })
    await send(limiter, clock, 1)
    limiter.pause('all', 3_600_000)
    expect(limiter.budget(60)!.remainingMs).toBe(3_600_000 + 60_000)
  })
})
