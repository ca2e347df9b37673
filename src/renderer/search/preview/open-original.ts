/** Where an original lies: an address a browser may open, or a path on this computer. */
export type Original = { readonly type: 'address' | 'path'; readonly value: string }

/** Null for what neither a browser nor a file manager could open. */
export function originalOf(url: string): Original | null {
  if (/^(https?|mailto):/i.test(url)) return { type: 'address', value: url }
  if (!url.startsWith('file://')) return url.startsWith('/') ? { type: 'path', value: url } : null
  try {
    const path = decodeURIComponent(new URL(url).pathname)
    return { type: 'path', value: /^\/[a-z]:\//i.test(path) ? path.slice(1).replaceAll('/', '\\') : path }
  } catch {
    return null
  }
}

/** What is known of the place that was found. */
export interface FoundPlace {
  readonly mimeType: string
  readonly heading: readonly string[]
  /** The words that stand there. */
  readonly passage: string
}

/**
 * The address of a place in a document on the web: a PDF's page, a presentation's slide, or the words themselves, which
 * browsers scroll to (the text fragments of https://wicg.github.io/scroll-to-text-fragment/). An address that names a place
 * already is left as it is.
 */
export function addressAt(address: string, { mimeType, heading, passage }: FoundPlace): string {
  if (!/^https?:/i.test(address) || address.includes('#')) return address
  const numbered = (word: string) => heading.map((title) => new RegExp(`^${word} (\\d+)\\b`, 'i').exec(title)?.[1]).find(Boolean)
  if (mimeType === 'application/pdf') {
    const page = numbered('Page')
    return page === undefined ? address : `${address}#page=${page}`
  }
  const slide = numbered('Slide')
  if (slide !== undefined) return `${address}#slide=${slide}`
  if (!/html/.test(mimeType)) return address
  const words = passage
    .replace(/^[…\s]+|[…\s]+$/g, '')
    .split(/\s+/)
    .slice(0, 8)
    .join(' ')
  return words === '' ? address : `${address}#:~:text=${encodeURIComponent(words).replaceAll('-', '%2D')}`
}
