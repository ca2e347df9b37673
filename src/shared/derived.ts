import type { Problem, SkipReason } from './model.ts'

/**
 * What the extraction child makes of one document's content: normalised text, its chunks, and everything the index
 * holds of them. The engine only stores it, so hostile input never reaches the process that owns the database.
 */
export type Derived =
  | ({ readonly status: 'ok' } & DerivedText)
  | { readonly status: 'skipped'; readonly reason: SkipReason; readonly contentHash: string | null }
  | { readonly status: 'failed'; readonly problem: Problem; readonly detail: string; readonly contentHash: string | null }

export interface DerivedText {
  /** SHA-256 of the content's bytes, hex. Equal content is one hit with several places. */
  readonly contentHash: string
  /** Markdown-like text, NFC, `\n` line ends. Chunk offsets point into it. */
  readonly text: string
  /** From the content itself: front matter, the PDF's or DOCX's properties, the first heading. Null when it says nothing. */
  readonly title: string | null
  readonly author: string | null
  readonly createdAt: string | null
  readonly updatedAt: string | null
  readonly labels: readonly string[]
  /** BCP 47 primary tag such as `en`, `zh`; null when too short or unsure. */
  readonly language: string | null
  /** As found by looking inside, when that differs from what the source said. */
  readonly mimeType: string
  /** Name and version of what made the text, such as `pdf@1`. */
  readonly extractor: string
  readonly chunker: string
  readonly chunks: readonly DerivedChunk[]
}

export interface DerivedChunk {
  /** [start, end) in UTF-16 units of the document's text. */
  readonly start: number
  readonly end: number
  /** Titles of the headings above it, outermost first. */
  readonly heading: readonly string[]
  /** Words for the keyword index, already folded, stemmed and segmented, separated by spaces. */
  readonly words: { readonly title: string; readonly heading: string; readonly body: string }
  /** What is embedded: title, heading path and passage. Never a bare file name. */
  readonly passage: string
  /** SHA-256 of `passage`, first 16 bytes, hex. A vector is keyed by (this, model). */
  readonly passageHash: string
}

/** A document for the extraction child. Content is a file to open or text already in hand. */
export interface DeriveRequest {
  readonly content: { readonly type: 'file'; readonly path: string } | { readonly type: 'text'; readonly text: string }
  /** As the source names it, with its extension; used to recognise the format. */
  readonly name: string
  /** As the source says; `application/octet-stream` when it does not know. */
  readonly mimeType: string
  /** A human title from the source, or null when the name of a file is all there is. */
  readonly title: string | null
}
