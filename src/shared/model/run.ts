import type { Instant, Said } from './said.ts'

export type RunOutcome = 'completed' | 'completed-with-failures' | 'interrupted' | 'held' | 'offline' | 'needs-sign-in' | 'failed'

/** One attempt at one source. Counts are documents as the source lists them; what was found inside them is in the coverage. */
export interface SyncRun {
  readonly id: number
  readonly source: string
  readonly outcome: RunOutcome
  readonly listed: number
  readonly added: number
  readonly updated: number
  readonly moved: number
  /** Left the index because the source no longer has them, or does not tell that from no longer sharing them. */
  readonly deleted: number
  /** Left the index because the source no longer shares them with this account. */
  readonly unshared: number
  /** Left the index because the source's settings leave them out by now. */
  readonly excluded: number
  readonly unchanged: number
  readonly skipped: number
  readonly failed: number
  /** How many documents' content was opened. Zero when nothing changed. */
  readonly read: number
  readonly startedAt: Instant
  readonly finishedAt: Instant
  readonly problem: Said | null
}

/** How far a running sync has come. Sent at most a few times a second. */
export interface SyncProgress {
  readonly source: string
  readonly phase: 'listing' | 'reading' | 'removing'
  readonly listed: number
  readonly done: number
  readonly failed: number
  /** Documents a second over the last seconds; null while unknown. */
  readonly rate: number | null
}
