import type { SkipReason } from '../reasons.ts'
import type { Instant, Said } from './said.ts'

/**
 * Why a document is no longer there to be indexed, in its source's own words: it was deleted, it was withdrawn from this
 * account, the source does not tell which, or it is there and the source's settings leave it out.
 */
export type GoneWhy = 'deleted' | 'unshared' | 'deleted-or-unshared' | 'excluded'

/**
 * Why a document's text left the index: its source's reason, a scope that a person no longer chose, or what became the
 * reason to have no text of it.
 */
export type RemovalWhy = GoneWhy | 'scope-left' | SkipReason

/** A document whose text left the index. Newest have the highest ids. */
export interface Removal {
  readonly id: number
  readonly source: string
  /** The id it had; it is never given to another. */
  readonly documentId: number
  readonly externalId: string
  readonly title: string
  readonly path: readonly string[]
  readonly why: RemovalWhy
  readonly said: Said
  readonly at: Instant
}

/** A document whose removal waits for a person's answer, or that stays because of one. */
export interface HeldDocument {
  readonly documentId: number
  readonly externalId: string
  readonly title: string
  readonly path: readonly string[]
  readonly why: GoneWhy
}

/** What a held run would remove: a page of `count` documents, of all `of` in the scopes concerned. */
export interface BrakePreview {
  readonly count: number
  readonly of: number
  /** Documents that stay by an earlier answer although their source no longer has them. */
  readonly kept: number
  readonly documents: readonly HeldDocument[]
}

export interface NeverRule {
  readonly id: number
  /** One document, or a glob over `source-id/path`. */
  readonly kind: 'document' | 'pattern'
  readonly source: string | null
  readonly pattern: string
  readonly createdAt: Instant
}
