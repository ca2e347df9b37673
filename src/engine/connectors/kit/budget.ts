import type { Meter } from './meter.ts'

/** How much of its allowance a source uses, and for how long it will still be at it. */
export interface Budget {
  /** What the service allows in a minute: requests, or units of cost. */
  readonly perMinute: number
  /** What of that the last minute used. */
  readonly used: number
  /** Until the documents that are left have been read at this pace; null when that is not known. */
  readonly remainingMs: number | null
}

/**
 * The budget of the limit that is closest to its end, since that one decides the pace; null when nothing was ever asked.
 * A document that is left is taken for one request of what requests cost so far.
 */
export function budgetOf(meters: readonly Meter[], left: number | null, now: number): Budget | null {
  const share = (meter: Meter) => meter.usage.lastMinute(now) / perMinute(meter)
  const [tightest] = meters.filter((meter) => meter.requests > 0).sort((a, b) => share(b) - share(a))
  if (tightest === undefined) return null
  const pausedMs = Math.max(0, ...meters.map((meter) => meter.pausedUntil - now))
  const costEach = tightest.spent / tightest.requests
  return {
    perMinute: Math.floor(perMinute(tightest)),
    used: Math.round(tightest.usage.lastMinute(now)),
    remainingMs: left === null ? null : Math.round(pausedMs + (left * costEach) / tightest.tokens.rate),
  }
}

const perMinute = ({ declared }: Meter): number => (declared.requests * 60_000) / declared.perMs
