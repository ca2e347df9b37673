import { chunkMarkdown } from './chunk-markdown.ts'
import { chunkLines, chunkProse, chunkRows } from './chunk-prose.ts'
import { type NamedPart, type PassageRange, trimRange } from './passage-range.ts'

/** Name and version of what cuts; raise it whenever the same text would be cut differently. */
export const chunker = 'passages@2'

/**
 * The passages of a text by its layout, in order, without overlap. A text that is not blank has at least one.
 * `parts` name stretches of a text whose lines matter; its passages have the names they stand under as their path.
 */
export function chunkText(
  text: string,
  layout: 'markdown' | 'prose' | 'lines' | 'rows',
  title: string | null,
  parts: readonly NamedPart[] = [],
): readonly PassageRange[] {
  const passages = cut(text, layout, title, parts)
  if (passages.length > 0) return passages
  const whole = trimRange(text, 0, text.length)
  return whole === null ? [] : [{ ...whole, heading: [] }]
}

function cut(
  text: string,
  layout: 'markdown' | 'prose' | 'lines' | 'rows',
  title: string | null,
  parts: readonly NamedPart[],
): PassageRange[] {
  if (layout === 'markdown') return chunkMarkdown(text, title)
  if (layout === 'lines') return chunkLines(text, parts)
  return layout === 'rows' ? chunkRows(text) : chunkProse(text)
}
