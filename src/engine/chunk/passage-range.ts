/** A passage of a document: where it lies and which headings it stands under. */
export interface PassageRange {
  /** [start, end) in UTF-16 units of the text, without white space at either end. */
  readonly start: number
  readonly end: number
  /** Titles of the headings above it, outermost first; for rows of a table also what the columns are called. */
  readonly heading: readonly string[]
}

/** A named part of a text without markup: a function, a class, a section of a settings file. Parts nest or follow each other, sorted by start. */
export interface NamedPart {
  readonly name: string
  /** [start, end) in UTF-16 units. */
  readonly start: number
  readonly end: number
}

/** Sizes in tokens of `estimateTokens`. */
export interface ChunkSizes {
  /** A passage is never longer than this. */
  readonly most: number
  /** Sections shorter than this share a passage with the next, as long as both fit. */
  readonly small: number
}

/** Chosen on the window table of the models and on character-span recall; see `src/README.md`. */
export const proseSizes: ChunkSizes = { most: 115, small: 60 }
export const codeSizes: ChunkSizes = { most: 130, small: 60 }

const isSpace = (code: number) => code === 32 || code === 10 || code === 9

/** The range without white space at its ends; null when nothing else is in it. */
export function trimRange(text: string, start: number, end: number): { start: number; end: number } | null {
  let from = start
  let to = end
  while (from < to && isSpace(text.charCodeAt(from))) from++
  while (to > from && isSpace(text.charCodeAt(to - 1))) to--
  return from < to ? { start: from, end: to } : null
}
