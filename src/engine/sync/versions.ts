import { createHash } from 'node:crypto'
import type { SkipReason } from '../../shared/model.ts'
import type { DocumentRef } from '../connectors/connector.ts'

/**
 * What the index knows of a document's version is more than what the source called it: whether it was really read,
 * and by whom. So a version is stored as `mark:version`, and whatever no longer fits the mark is read again.
 *
 * read    content was read while its version could be trusted
 * unsure  content was read, but it may have changed since within the same tick of the source's clock
 * open    content was read, and what was found inside it is being read: all of it is read again after a stop
 * holds@makers     content was read, and these makers read all that was found inside it
 * given-up@makers  content was read and these makers found no text in it, or failed
 * unsure@makers    the same, of content that may have changed since
 * left@reason      content was left alone, for this reason
 * again   a person asked for it to be read and derived anew, whatever its version (`store/rebuild.ts`)
 */
export const markRead = (ref: DocumentRef): string => `${ref.versionUncertain === true ? 'unsure' : 'read'}:${ref.version}`

export const markOpen = (ref: DocumentRef): string => `open:${ref.version}`

/** A document whose version cannot be trusted is read again anyway. */
export const markHolding = (ref: DocumentRef, makers: Makers): string =>
  ref.versionUncertain === true ? markRead(ref) : `holds@${makers.stamp}:${ref.version}`

export const markGivenUp = (ref: DocumentRef, makers: Makers): string =>
  `${ref.versionUncertain === true ? 'unsure' : 'given-up'}@${makers.stamp}:${ref.version}`

export const markLeft = (ref: DocumentRef, reason: SkipReason): string => `left@${reason}:${ref.version}`

export const isLeft = (stored: string, reason: SkipReason): boolean => stored.startsWith(`left@${reason}:`)

export const isToRebuild = (stored: string): boolean => stored.startsWith('again:')

/** The source's own word for a stored version. */
export const versionOf = (stored: string): string => stored.slice(stored.indexOf(':') + 1)

/** Everything that makes derived rows, as `name@version`. */
export interface Makers {
  readonly current: ReadonlySet<string>
  /** Differs whenever any maker does. */
  readonly stamp: string
}

export function knowMakers(names: readonly string[]): Makers {
  const sorted = [...names].sort()
  return { current: new Set(sorted), stamp: createHash('sha256').update(sorted.join('\n')).digest('hex').slice(0, 8) }
}

/** True when the text and chunks stored for a document are what today's makers would make. */
export const madeByCurrent = (known: { readonly extractor: string | null; readonly chunker: string | null }, makers: Makers): boolean =>
  known.extractor !== null && known.chunker !== null && makers.current.has(known.extractor) && makers.current.has(known.chunker)
