import type { Extracted } from './extracted.ts'
import { extractors } from './extractors.ts'
import { instant } from './front-matter.ts'
import { htmlToMarkdown } from './html-to-markdown.ts'
import { normaliseLine, normaliseText } from './normalise.ts'

/** A web page: its words with headings, lists and tables, and the metadata of its head. */
export function extractHtml(raw: string): Extracted {
  const { markdown, title, firstHeading, meta } = htmlToMarkdown(raw)
  const get = (...names: readonly string[]) => names.map((name) => meta.get(name)).find((value) => value !== undefined)
  const keywords = (get('keywords') ?? '').split(',').flatMap((word) => normaliseLine(word) ?? [])
  const description = normaliseLine(get('description', 'og:description') ?? '')
  const body = normaliseText(markdown)
  return {
    // A page whose words are all made by scripts is still found by what it says about itself.
    text: body.trim() === '' && description !== null ? description : body,
    layout: 'markdown',
    title: normaliseLine(title ?? '') ?? normaliseLine(get('og:title') ?? '') ?? firstHeading,
    author: normaliseLine(get('author', 'article:author', 'dc.creator') ?? ''),
    createdAt: instant(get('article:published_time', 'dc.date', 'date')),
    updatedAt: instant(get('article:modified_time', 'last-modified')),
    labels: keywords.slice(0, 50),
    mimeType: 'text/html',
    extractor: extractors.html,
  }
}
