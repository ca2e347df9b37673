import type { Bucket } from '../connector.ts'

/** What is left of one declared limit, as time goes by. Cost 1 is a request. */
export interface TokenBucket {
  /** Ms until this cost may be spent; 0 when it may be now. */
  waitFor(cost: number, now: number): number
  spend(cost: number, now: number): void
  /** The service says that nothing is left. */
  empty(now: number): void
  /** Cost that comes back per ms. */
  readonly rate: number
}

/**
 * In no span of `perMs` more than `requests` leave: what may leave in a burst is taken off what comes back. A cost above
 * the burst may be spent when the bucket is full; those that follow wait for it.
 */
export function createTokenBucket({ requests, perMs, burst = Math.ceil(requests / 10) }: Bucket, start: number): TokenBucket {
  const size = Math.max(1, Math.min(burst, requests))
  const rate = (requests - size + 1) / perMs
  let tokens = size
  let at = start

  const refill = (now: number) => {
    tokens = Math.min(size, tokens + Math.max(0, now - at) * rate)
    at = Math.max(at, now)
  }
  return {
    rate,
    waitFor: (cost, now) => {
      refill(now)
      const missing = Math.min(cost, size) - tokens
      // A hair below a whole token is a whole one: sums of fractions do not come out even.
      return missing <= 1e-9 ? 0 : Math.max(1, Math.ceil(missing / rate))
    },
    spend: (cost, now) => {
      refill(now)
      tokens -= cost
    },
    empty: (now) => {
      refill(now)
      tokens = Math.min(tokens, 0)
    },
  }
}
