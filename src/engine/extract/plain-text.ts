import type { Extracted, Layout } from './extracted.ts'
import { extractors } from './extractors.ts'
import { normaliseText } from './normalise.ts'

const mimeOf: Readonly<Record<Layout, string>> = { markdown: 'text/markdown', prose: 'text/plain', lines: 'text/plain', rows: 'text/csv' }

/** Text and tables in plain text: kept as they are, for they say nothing about themselves. */
export function extractPlainText(raw: string, layout: 'prose' | 'rows', mimeType: string): Extracted {
  const known = mimeType !== '' && mimeType !== 'application/octet-stream'
  return { text: normaliseText(raw), layout, title: null, mimeType: known ? mimeType : mimeOf[layout], extractor: extractors.text }
}
