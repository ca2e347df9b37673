import type { Instant, Said } from './said.ts'

/** Why background work waits or goes gently. */
export type Yielding = 'battery' | 'heat' | 'disk' | 'metered'

/** What holds background work back. Nothing of it stops what a person asks for. */
export interface GovernorStatus {
  /** Everything is paused: nothing is synced or embedded by itself. */
  readonly paused: boolean
  /** When that pause ends by itself; null for one that somebody has to end. */
  readonly pausedUntil: Instant | null
  readonly yielding: Yielding | null
  /** What that means right now, in words; null when nothing is held back. */
  readonly said: Said | null
}
