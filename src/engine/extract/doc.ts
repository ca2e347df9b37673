import { readFormatting } from './doc-formatting.ts'
import { readPieces } from './doc-pieces.ts'
import { docMarkdown } from './doc-text.ts'
import type { Extracted } from './extracted.ts'
import { extractors } from './extractors.ts'
import { normaliseText } from './normalise.ts'
import { openOle } from './ole.ts'
import { oleProperties } from './ole-properties.ts'

const footnotes = 1
const headers = 2
const comments = 4
const endnotes = 5
const boxes = 6

/** A Word document of before 2007: body, text boxes, notes, comments, headers and footers, each of them once. */
export function extractDoc(bytes: Buffer): Extracted {
  const ole = openOle(bytes)
  const file = readPieces(ole)
  const formatting = readFormatting(file)
  const story = (index: number) => {
    const from = file.stories.slice(0, index).reduce((sum, length) => sum + length, 0)
    return docMarkdown(file.pieces, { from, to: from + file.stories[index]! }, formatting)
  }
  const body = story(0)
  const paragraphs = (index: number) => [...new Set(story(index).markdown.split('\n\n'))].filter((text) => text.trim() !== '')
  const said = paragraphs(comments)
  const parts = [
    body.markdown,
    ...paragraphs(boxes),
    ...paragraphs(footnotes),
    ...paragraphs(endnotes),
    said.length > 0 ? `## Comments\n\n${said.map((comment) => `- ${comment.replace(/\s*\n\s*/g, ' ')}`).join('\n')}` : '',
    ...paragraphs(headers).filter((text) => /\p{L}/u.test(text)),
  ]
  const properties = oleProperties(ole)
  return {
    ...properties,
    text: normaliseText(parts.filter((part) => part !== '').join('\n\n')),
    layout: 'markdown',
    title: properties.title ?? body.firstHeading,
    mimeType: 'application/msword',
    extractor: extractors.doc,
  }
}
