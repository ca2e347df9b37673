import type { Coverage, Failure, Instant, Source, SyncRun } from './model.ts'

/** What the index has of a source, in numbers that add up, and the proof that it is found. Made to be kept as a file. */
export interface Receipt {
  readonly source: Pick<Source, 'id' | 'connector' | 'name' | 'account' | 'state' | 'problem'>
  readonly madeAt: Instant
  /** Of the Magpie that made it. */
  readonly version: string
  readonly coverage: Coverage
  /**
   * Documents counted in two ways that know nothing of each other: where they stand (`coverage`) and what they belong to;
   * true when both say the same, and `listed = searchable + waiting + skipped + failed`.
   */
  readonly addsUp: boolean
  readonly scopes: readonly ReceiptScope[]
  /** Documents whose removal waits for an answer, and those that an answer kept although their source no longer has them. */
  readonly held: number
  readonly kept: number
  /** The latest first. */
  readonly runs: readonly SyncRun[]
  readonly failures: readonly Failure[]
  readonly canary: Canary
}

export interface ReceiptScope {
  readonly id: string
  readonly name: string
  /** A document that is in two scopes counts in both. */
  readonly documents: number
  /** Its latest listing came to its end: everything that was there has been seen. */
  readonly complete: boolean
}

/** The document that was indexed last, really searched for. */
export interface Canary {
  readonly result: 'found' | 'not-found' | 'nothing-to-find'
  /** What was searched for. */
  readonly query: string | null
  readonly documentId: number | null
  readonly externalId: string | null
  readonly tookMs: number
}
