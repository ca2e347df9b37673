import { fenceLength, headingLevel, indentEnd, isTableRule, lineKind } from './lines.ts'
import { collectPieces, type Piece } from './pack.ts'
import { cutLines, cutSentences } from './split.ts'

/** What stands under one heading, down to the next one of any level. */
export interface Section {
  /** 1 to 6; 0 for what comes before the first heading. */
  readonly level: number
  readonly title: string
  /** Where the heading itself begins. */
  readonly start: number
  readonly end: number
  readonly pieces: readonly Piece[]
}

/** A line longer than this after `#` is no heading but a paragraph that begins with a hash. */
const LONGEST_HEADING = 300
const LONGEST_COLUMNS = 120

/**
 * Reads Markdown line by line into sections, their content cut into pieces of at most `limit` tokens.
 * Linear in the text whatever it holds: nothing nests here.
 */
export function readSections(text: string, limit: number): Section[] {
  const sections: Section[] = []
  let heading = { level: 0, title: '', start: 0 }
  let pieces: Piece[] = []
  let paragraph = -1
  let lines = 0

  const endParagraph = (end: number) => {
    if (paragraph >= 0) cutSentences(text, paragraph, end, limit, collectPieces(pieces))
    paragraph = -1
    lines = 0
  }
  const beginSection = (level: number, title: string, start: number) => {
    sections.push({ ...heading, end: start, pieces })
    heading = { level, title, start }
    pieces = []
  }

  let at = 0
  while (at < text.length) {
    const end = lineEnd(text, at)
    const kind = lineKind(text, at, end)
    let next = end + 1
    if (kind === 'heading' && end - at <= LONGEST_HEADING) {
      endParagraph(at)
      const mark = indentEnd(text, at, end)
      const level = headingLevel(text, mark, end)
      beginSection(level, plainTitle(text.slice(mark + level, end)), at)
    } else if (kind === 'underline' && lines === 1 && at - paragraph <= LONGEST_HEADING) {
      const start = paragraph
      paragraph = -1
      lines = 0
      beginSection(text.charCodeAt(indentEnd(text, at, end)) === 0x3d ? 1 : 2, plainTitle(text.slice(start, at)), start)
    } else if (kind === 'fence') {
      endParagraph(at)
      next = endOfFence(text, at, end)
      cutLines(text, at, Math.min(next, text.length), limit, collectPieces(pieces))
    } else if (kind === 'blank') {
      endParagraph(at)
    } else if (isTableAt(text, at, end)) {
      endParagraph(at)
      next = endOfTable(text, end + 1)
      const columns = columnNames(text.slice(at, Math.min(end, at + 1000)))
      cutLines(text, at, Math.min(next, text.length), limit, collectPieces(pieces, columns))
    } else {
      if (kind === 'item') endParagraph(at)
      if (paragraph < 0) paragraph = at
      lines++
    }
    at = next
  }
  endParagraph(text.length)
  sections.push({ ...heading, end: text.length, pieces })
  return sections
}

function lineEnd(text: string, at: number): number {
  const newline = text.indexOf('\n', at)
  return newline < 0 ? text.length : newline
}

/** A heading as people read it, without closing hashes, emphasis and link targets. */
function plainTitle(raw: string): string {
  // Most headings have nothing of all this.
  if (!/[[*`_#]|[^\S ]| {2}/.test(raw)) return raw.trim()
  return raw
    .replace(/\s#+\s*$/, '')
    .replace(/!?\[([^\][]*)\]\([^()]*\)/g, '$1')
    .replace(/[*`]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '')
    .replace(/\s+/g, ' ')
    .trim()
}

/** The start of the line after the closing fence, or the end of the text: an open fence runs to the end, as in CommonMark. */
function endOfFence(text: string, at: number, firstEnd: number): number {
  const open = indentEnd(text, at, firstEnd)
  const mark = text.charCodeAt(open)
  const length = fenceLength(text, open, firstEnd)
  let line = firstEnd + 1
  while (line < text.length) {
    const end = lineEnd(text, line)
    const start = indentEnd(text, line, end)
    if (
      text.charCodeAt(start) === mark &&
      fenceLength(text, start, end) >= length &&
      text.slice(start, end).trim().length === fenceLength(text, start, end)
    ) {
      return end + 1
    }
    line = end + 1
  }
  return text.length
}

function isTableAt(text: string, at: number, end: number): boolean {
  if (end >= text.length) return false
  const code = text.charCodeAt(end + 1)
  if (code !== 0x7c && code !== 0x3a && code !== 0x2d && code !== 0x20) return false
  const bar = text.indexOf('|', at)
  return bar >= 0 && bar < end && isTableRule(text, end + 1, lineEnd(text, end + 1))
}

function endOfTable(text: string, ruleStart: number): number {
  let line = lineEnd(text, ruleStart) + 1
  while (line < text.length) {
    const end = lineEnd(text, line)
    const bar = text.indexOf('|', line)
    if (bar < 0 || bar >= end) break
    line = end + 1
  }
  return line
}

/** What the columns are called, for the passages that begin further down in the table. */
function columnNames(header: string): string {
  const names = header.split('|').map((cell) => plainTitle(cell))
  return names.filter(Boolean).join(' · ').slice(0, LONGEST_COLUMNS)
}
