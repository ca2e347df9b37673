import type { Instant } from './said.ts'
import type { Place } from './search.ts'

/** A document with its text, for preview, `show` and `export`. */
export interface DocumentView {
  readonly documentId: number
  readonly externalId: string
  readonly source: string
  readonly connector: string
  readonly title: string
  readonly url: string
  readonly path: readonly string[]
  readonly mimeType: string
  readonly author: string | null
  readonly createdAt: Instant | null
  readonly updatedAt: Instant | null
  readonly language: string | null
  /** All of it, or the part that was asked for, which begins at `textStart`. */
  readonly text: string
  readonly textStart: number
  /** How long all of it is, in UTF-16 units. */
  readonly textLength: number
  readonly labels: readonly string[]
  /** Of its content, in bytes; null when the source does not say. */
  readonly size: number | null
}

/** What lies around a document: what it was attached to, what is attached to it, the rest of its conversation, its copies. */
export interface DocumentRelations {
  readonly parent: RelatedDocument | null
  readonly attachments: readonly RelatedDocument[]
  /** All messages of its conversation in order, itself included; empty when it stands alone. */
  readonly thread: readonly RelatedDocument[]
  readonly places: readonly Place[]
}

export interface RelatedDocument {
  readonly documentId: number
  readonly title: string
  readonly mimeType: string
  readonly author: string | null
  readonly updatedAt: Instant | null
  readonly size: number | null
  /** Whether it can be opened here; if not, only its name is known. */
  readonly searchable: boolean
}
