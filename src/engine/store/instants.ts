import type { Instant } from '../../shared/model.ts'

/** Milliseconds since 1970 as the index keeps them; null for what is no date. */
export function toMs(instant: Instant | null | undefined): number | null {
  if (instant === null || instant === undefined || instant === '') return null
  const ms = Date.parse(instant)
  return Number.isNaN(ms) ? null : ms
}

/** ISO 8601 in UTC. */
export const toInstant = (ms: number): Instant => new Date(ms).toISOString()

export const toInstantOrNull = (ms: number | null): Instant | null => (ms === null ? null : toInstant(ms))
