import { ExtractError, type Extracted } from './extracted.ts'
import { extractors } from './extractors.ts'
import { instant } from './front-matter.ts'
import { normaliseLine, normaliseText } from './normalise.ts'
import { readRtfText } from './rtf-text.ts'

/** Rich text: body, notes, comments, headers and footers; title, author and dates from its information group. */
export function extractRtf(bytes: Buffer): Extracted {
  if (!bytes.toString('latin1', 0, 64).includes('{\\rtf')) throw new ExtractError('corrupt', 'no RTF header')
  const rtf = readRtfText(bytes)
  const oneLine = (text: string) => text.replace(/\s*\n\s*/g, ' ')
  const parts = [
    rtf.body,
    ...rtf.notes.map((note, i) => (note === '' ? '' : `[^${i + 1}]: ${oneLine(note)}`)),
    rtf.comments.length > 0 ? `## Comments\n\n${rtf.comments.map((comment) => `- ${oneLine(comment)}`).join('\n')}` : '',
    ...rtf.furniture,
  ]
  return {
    text: normaliseText(parts.filter((part) => part !== '').join('\n\n')),
    layout: 'markdown',
    title: normaliseLine(rtf.title) ?? rtf.firstHeading,
    author: normaliseLine(rtf.author),
    createdAt: instant(rtf.created),
    updatedAt: instant(rtf.revised),
    labels: rtf.keywords.split(/[,;]/).flatMap((word) => normaliseLine(word) ?? []),
    mimeType: 'application/rtf',
    extractor: extractors.rtf,
  }
}
