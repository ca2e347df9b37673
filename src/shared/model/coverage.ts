import type { Problem, SkipReason } from '../reasons.ts'
import type { Instant, Said } from './said.ts'

/**
 * Where every listed document of a source stands:
 * `listed = searchable + waiting + sum(skipped) + sum(failed)`, always.
 */
export interface Coverage {
  readonly listed: number
  readonly searchable: number
  /** Listed and not yet read. */
  readonly waiting: number
  readonly skipped: Readonly<Partial<Record<SkipReason, number>>>
  readonly failed: Readonly<Partial<Record<Problem, number>>>
  /** Of the searchable ones, those whose every chunk has a vector of the answering model. */
  readonly embedded: number
  /** Of all listed, those found inside others: attachments, messages of mailboxes, entries of archives. */
  readonly parts: number
}

/** One of the documents that a number of the receipt counts. */
export interface ListedDocument {
  readonly documentId: number
  readonly externalId: string
  readonly title: string
  readonly path: readonly string[]
  /** Why it has no text, when it has none. */
  readonly reason: SkipReason | Problem | null
}

/** One document that could not be indexed, and when it will be tried again. */
export interface Failure {
  readonly source: string
  readonly documentId: number
  readonly externalId: string
  readonly title: string
  readonly problem: Problem
  /** What went wrong and what happens next, in words. */
  readonly said: Said
  readonly attempts: number
  /** When it is tried again by itself; null when only its change or a person brings it back. */
  readonly nextAttemptAt: Instant | null
  readonly ignored: boolean
}

/** How many documents could not be indexed for one reason. */
export interface FailureCount {
  readonly problem: Problem
  /** Those that a person did not say to ignore. */
  readonly open: number
  readonly ignored: number
}
