import type { Instant } from './model.ts'

/** The collection in figures. Documents are the searchable ones. */
export interface Overview {
  readonly sources: readonly SourceOverview[]
  /** By the month of their last change, oldest month first; documents without a date are in no month. */
  readonly months: readonly MonthOverview[]
  readonly size: IndexSize
}

export interface SourceOverview {
  readonly source: string
  readonly name: string
  readonly connector: string
  readonly documents: number
  readonly undated: number
  /** Of the documents, those whose every passage has a vector of the answering model. */
  readonly embedded: number
  /** When a run last saw all of it; null when none has. */
  readonly checkedAt: Instant | null
  /** The latest change of any of its documents. */
  readonly changedAt: Instant | null
}

export interface MonthOverview {
  readonly source: string
  /** Such as `2026-03`, in UTC. */
  readonly month: string
  readonly documents: number
}

/** Bytes. `vectors` is reckoned from their number; the rest of `total` is text, words and what is kept about documents. */
export interface IndexSize {
  readonly total: number
  readonly vectors: number
  readonly free: number
  readonly passages: number
}
