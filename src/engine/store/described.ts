import type { StoredRef } from './stored-ref.ts'

/**
 * What a source says of a document besides its version, as one number of 53 bits: the same number, the same words. Lets a
 * listing that says nothing new be told from one that does without comparing word for word.
 */
export function described(ref: StoredRef): number {
  const { fingerprint = '', title, titled, url, createdAt = '', updatedAt, author = '', labels, mimeType, size = '' } = ref
  const lists = `${labels?.join('\u0001') ?? '\u0002'}\u0000${ref.path.join('\u0001')}`
  return digest(
    `${titled}${title}\u0000${url}\u0000${updatedAt}\u0000${createdAt}\u0000${author}\u0000${fingerprint}\u0000${mimeType}\u0000${size}\u0000${lists}`,
  )
}

/** Two FNV-1a hashes side by side. No secret depends on it. */
function digest(text: string): number {
  let low = 0x811c9dc5
  let high = 0x9dc5811c
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    low = Math.imul(low ^ code, 0x01000193)
    high = Math.imul(high ^ code, 0x85ebca6b)
  }
  high ^= high >>> 13
  return (high & 0x1fffff) * 2 ** 32 + (low >>> 0)
}
