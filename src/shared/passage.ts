const longestTitle = 200
const longestPath = 240

/** What a passage is embedded with: the source's own title, else what the content says; never the bare name of a file. */
export const embedTitle = (fromSource: string | null, fromContent: string | null): string | null => fromSource ?? fromContent

/**
 * The text a vector is made of: title, heading path and passage. Made when a document is derived and again when its
 * passages wait for embedding; both must give the same characters, for the vector is kept under their hash.
 */
export function passageText(parts: {
  readonly title: string | null
  /** Outermost first. */
  readonly heading: readonly string[]
  /** The document's text from the chunk's start to its end. */
  readonly body: string
}): string {
  const title = (parts.title ?? '').trim().slice(0, longestTitle)
  const path = parts.heading.join(' > ').trim().slice(-longestPath)
  const head = [title, path === title ? '' : path].filter((part) => part !== '')
  return [...head, parts.body.trim()].join('\n').toWellFormed()
}
