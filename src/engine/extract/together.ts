import type { Derived, DeriveRequest } from '../../shared/derived.ts'

/** A document in line for a child. */
export interface Waiting {
  readonly request: DeriveRequest
  readonly signal: AbortSignal
  /** When it came, by `performance.now()`. */
  readonly since: number
  readonly resolve: (derived: Derived) => void
  readonly reject: (reason: unknown) => void
}

const mostTogether = 8
/** Bytes of a file, UTF-16 units of a text. */
const briefMost = 65_536
/** HTML may be nested so deep that a little of it takes long. */
const plainText = /^text\/(?!html)/

/**
 * Takes the first in line, and if it is brief the brief ones behind it: two processes that wake each other for every note
 * cost an eighth more processor time. Only of one signal, because who is stopped stops all of them.
 */
export function takeTogether(waiting: Waiting[]): readonly Waiting[] {
  const [first] = waiting
  if (first === undefined || !isBrief(first.request)) return waiting.splice(0, 1)
  const apart = waiting.slice(0, mostTogether).findIndex(({ request, signal }) => !isBrief(request) || signal !== first.signal)
  return waiting.splice(0, apart < 0 ? mostTogether : apart)
}

/** What is read in a few milliseconds whatever is in it. */
function isBrief({ content, mimeType, size = Infinity }: DeriveRequest): boolean {
  return plainText.test(mimeType) && (content.type === 'text' ? content.text.length : size) <= briefMost
}
