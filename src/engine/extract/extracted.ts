import type { DerivedPart } from '../../shared/derived.ts'
import type { Problem, SkipReason } from '../../shared/model.ts'

/** How a text is laid out, which decides how it is cut into chunks. */
export type Layout = 'markdown' | 'prose' | 'lines' | 'rows'

/** What one format makes of a document's content. */
export interface Extracted {
  readonly text: string
  readonly layout: Layout
  /** From the content itself; null when it says nothing. */
  readonly title: string | null
  readonly author?: string | null
  /** ISO 8601 in UTC. */
  readonly createdAt?: string | null
  readonly updatedAt?: string | null
  readonly labels?: readonly string[]
  /** To whom a message went: names and addresses. */
  readonly recipients?: string | null
  /** What was found inside, to be read as documents of their own. */
  readonly parts?: readonly DerivedPart[]
  /** Functions, classes and the like in a text whose lines matter, with the stretch each one takes, sorted by start. */
  readonly symbols?: readonly CodeSymbol[]
  readonly mimeType: string
  /** Name and version of what made the text, such as `pdf@1`. */
  readonly extractor: string
}

export interface CodeSymbol {
  readonly name: string
  /** [start, end) in UTF-16 units of the text. */
  readonly start: number
  readonly end: number
}

/** This document cannot be indexed; the message is for the log. */
export class ExtractError extends Error {
  readonly problem: Problem

  constructor(problem: Problem, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.name = 'ExtractError'
    this.problem = problem
  }
}

/** This document has no text to index, and that is all right. */
export class Skipped extends Error {
  readonly reason: SkipReason

  constructor(reason: SkipReason) {
    super(reason)
    this.name = 'Skipped'
    this.reason = reason
  }
}
