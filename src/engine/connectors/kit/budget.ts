import type { SourceBudget } from '../../../shared/model.ts'
import type { Meter } from './meter.ts'

/**
 * The budget of the limit that is closest to its end, since that one decides the pace; null when nothing was ever asked.
 * A document that is left is taken for one request of what requests cost so far.
 */
export function budgetOf(meters: readonly Meter[], left: number | null, now: number): SourceBudget | null {
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
