import type { Problem, SkipReason } from './model.ts'

/**
 * What the extraction child makes of one document's content: normalised text, its chunks, and everything the index
 * holds of them. The engine only stores it, so hostile input never reaches the process that owns the database.
 */
export type Derived =
  | ({ readonly status: 'ok' } & DerivedText)
  | {
      readonly status: 'skipped'
      readonly reason: SkipReason
      readonly contentHash: string | null
      /** What it is found by all the same: its name and place. */
      readonly known?: KnownByName
    }
  | { readonly status: 'failed'; readonly problem: Problem; readonly detail: string; readonly contentHash: string | null }

/** A document without text in the index: a format nobody reads here, pictures alone, too much. It is found by words, never by meaning. */
export interface KnownByName {
  /** Its place and name, as people read it. */
  readonly text: string
  readonly words: DerivedChunk['words']
  /** Names its one chunk, as `DerivedChunk.passageHash`; no passage has the same. */
  readonly hash: string
}

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
  /** To whom a message went: names and addresses. */
  readonly recipients?: string | null
  /** BCP 47 primary tag such as `en`, `zh`; null when too short or unsure. */
  readonly language: string | null
  /** As found by looking inside, when that differs from what the source said. */
  readonly mimeType: string
  /** Name and version of what made the text, such as `pdf@1`. */
  readonly extractor: string
  readonly chunker: string
  readonly chunks: readonly DerivedChunk[]
  /** What was found inside, to be read next as documents of their own; none when left out. */
  readonly parts?: readonly DerivedPart[]
}

/** What a part was taken out of. */
export type Container = 'archive' | 'document' | 'export' | 'mailbox' | 'message'

/** Something found inside a document: an attachment, a message of a mailbox, an entry of an archive, an embedded file. */
export interface DerivedPart {
  /** Its name within its parent, as long as it is the same thing: `report.pdf`, `docs/plan.md`, a message's own id. */
  readonly part: string
  /** A file name with its extension; used to recognise the format. */
  readonly name: string
  /** A human title, or null when the name is all there is. */
  readonly title: string | null
  /** As the container says; `application/octet-stream` when it does not know. */
  readonly mimeType: string
  /** Differs whenever its content does. */
  readonly version: string
  /** Bytes, where known. */
  readonly size: number | null
  /** Folders between its parent and it. */
  readonly folders: readonly string[]
  readonly author: string | null
  readonly createdAt: string | null
  readonly updatedAt: string | null
  readonly container: Container
  readonly content: PartContent
}

/** Where a part's bytes are; or why there are none to read. */
export type PartContent =
  /** A file in the request's scratch folder. */
  | { readonly type: 'file'; readonly path: string }
  /** These bytes of its parent's own file, [start, end). */
  | { readonly type: 'range'; readonly start: number; readonly end: number }
  | { readonly type: 'text'; readonly text: string }
  /** Nowhere yet: its source hands it over when asked. */
  | { readonly type: 'attached' }
  | { readonly type: 'left'; readonly reason: SkipReason }
  | { readonly type: 'failed'; readonly problem: Problem; readonly detail: string }

export interface DerivedChunk {
  /** [start, end) in UTF-16 units of the document's text. */
  readonly start: number
  readonly end: number
  /** Titles of the headings above it, outermost first. */
  readonly heading: readonly string[]
  /** Words for the keyword index, already folded, stemmed and segmented, separated by spaces. */
  readonly words: { readonly title: string; readonly heading: string; readonly body: string }
  /** SHA-256 of what is embedded (`passageText`: title, heading path and passage), first 16 bytes, hex. A vector is keyed by (this, model). */
  readonly passageHash: string
}

/** A document for the extraction child. Content is a file to open (or some of its bytes, [start, end)) or text already in hand. */
export interface DeriveRequest {
  readonly content:
    | { readonly type: 'file'; readonly path: string; readonly range?: readonly [start: number, end: number] }
    | { readonly type: 'text'; readonly text: string }
  /** As the source names it, with its extension; used to recognise the format. */
  readonly name: string
  /** As the source says; `application/octet-stream` when it does not know. */
  readonly mimeType: string
  /** Bytes of a file, as the source says; left out where it does not. */
  readonly size?: number
  /** A human title from the source, or null when the name of a file is all there is. */
  readonly title: string | null
  /** Names of the folders, pages or channels above it, outermost first. */
  readonly path?: readonly string[]
  /** A folder that what is found inside may be unpacked to. It need not exist; who asks removes it. Without one nothing is. */
  readonly scratch?: string
  /** What the document itself was taken out of, outermost first. */
  readonly within?: readonly Container[]
  /** Whether words in pictures are looked for. */
  readonly ocr?: boolean
  /** To be tried once on a document that asks for one; never kept. */
  readonly password?: string
}
