import type { StoredRef } from './stored-ref.ts'

/**
 * What a source says of a document besides its version, as one number of 53 bits: the same number, the same words. Lets a
 * listing that says nothing new be told from one that does without comparing word for word.
 */
export function described(ref: StoredRef): number {
  const { fingerprint = '', title, titled, url, createdAt = '', updatedAt, author = '', labels, mimeType, size } = ref
  low = 0x811c9dc5
  high = 0x9dc5811c
  take(titled ? 'titled' : '')
  take(title)
  take(url)
  take(updatedAt)
  take(createdAt)
  take(author)
  take(fingerprint)
  take(mimeType)
  take(size === undefined ? '' : String(size))
  for (const part of ref.path) take(part)
  take(labels === undefined ? '\u0001' : '\u0002')
  for (const label of labels ?? []) take(label)
  high ^= high >>> 13
  return (high & 0x1fffff) * 2 ** 32 + (low >>> 0)
}

/** Two FNV-1a hashes side by side, of one document at a time. No secret depends on them. */
let low = 0
let high = 0

/** Takes in a text and its end. To join all into one text first would take longer than all of the hashing. */
function take(text: string): void {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    low = Math.imul(low ^ code, 0x01000193)
    high = Math.imul(high ^ code, 0x85ebca6b)
  }
  low = Math.imul(low, 0x01000193)
  high = Math.imul(high, 0x85ebca6b)
}
