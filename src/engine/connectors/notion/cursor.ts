/** Where a pull stands. A type, not an interface: it is a cursor. Instants are Notion's, in ms since 1970. */
export type NotionCursor = {
  /** A listing of everything, or what was edited since the last one that ended. */
  readonly phase: 'list' | 'since'
  /** Edits from here on are still to be asked for, when this pull is over in the case of a listing. */
  readonly since: number
  /** Behind which document this pull goes on; null when it is over. */
  readonly after: Place | null
  /** Where the next pull begins once this one is over. */
  readonly next: number
  /** Ids of what lies in the bin, as far as they fit: one that is missing there later was restored. */
  readonly bin: string
  /** Ids of documents that the search of Notion does not know. */
  readonly unsearched: string
}

/** A document's place in a pull. */
export type Place = { readonly edited: number; readonly id: string }

/** So many ids of either kind fit into a cursor. */
export const mostKept = 60
