import type { Instant, Said } from './said.ts'

/** What only a person can put right. `failing`: not reached, or not understood, for a day. */
export type AlertKind = 'needs-sign-in' | 'held' | 'failing' | 'disk-low'

export interface Alert {
  readonly id: number
  readonly kind: AlertKind
  /** Null when it concerns the whole index. */
  readonly source: string | null
  readonly said: Said
  readonly raisedAt: Instant
  /** When a notification was last shown, and how many there were. */
  readonly lastToldAt: Instant | null
  readonly times: number
}
