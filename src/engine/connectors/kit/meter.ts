import type { Bucket } from '../connector.ts'
import { createTokenBucket, type TokenBucket } from './token-bucket.ts'
import { createUsage, type Usage } from './usage.ts'

/** One declared bucket at work. */
export interface Meter {
  readonly declared: Bucket
  readonly tokens: TokenBucket
  readonly usage: Usage
  inFlight: number
  /** Ms since 1970. */
  pausedUntil: number
  /** How many requests left, and what they cost together. */
  requests: number
  spent: number
}

export const createMeter = (declared: Bucket, now: number): Meter => ({
  declared,
  tokens: createTokenBucket(declared, now),
  usage: createUsage(),
  inFlight: 0,
  pausedUntil: 0,
  requests: 0,
  spent: 0,
})

/** Counts one request that leaves now. */
export function count(meter: Meter, cost: number, now: number): void {
  meter.inFlight++
  meter.requests++
  meter.spent += cost
  meter.tokens.spend(cost, now)
  meter.usage.add(cost, now)
}

/** Ms until a request may leave as far as time is concerned; infinite while another must come back first. */
export function waitFor(meter: Meter, cost: number, now: number): number {
  if (meter.inFlight >= meter.declared.concurrent) return Number.POSITIVE_INFINITY
  return Math.max(0, meter.pausedUntil - now, meter.tokens.waitFor(cost, now))
}
