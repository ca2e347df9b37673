import type { Formatting } from './doc-formatting.ts'
import type { DocPiece } from './doc-pieces.ts'
import { createMarkdownWriter } from './markdown-writer.ts'
import { createTableStack } from './tables.ts'

const CELL = 0x07
const LINE = 0x0b
const PAGE = 0x0c
const PARAGRAPH = 0x0d
const COLUMN = 0x0e
const FIELD = 0x13
const RESULT = 0x14
const FIELD_END = 0x15
const HARD_HYPHEN = 0x1e

/** A character of the text and where it lies in the stream. */
export interface DocRange {
  readonly from: number
  readonly to: number
}

/** One of the texts of a document as Markdown. Field codes are left out, what they made is kept. */
export function docMarkdown(pieces: readonly DocPiece[], { from, to }: DocRange, formatting: Formatting) {
  const tables = createTableStack(createMarkdownWriter())
  const fields: boolean[] = []
  let inTable = false
  let inRow = false
  let inCell = false
  let words: string[] = []

  const flush = () => {
    tables.writer().text(words.join(''))
    words = []
  }
  const place = () => {
    if (!inTable) tables.open('table')
    if (!inRow) tables.open('tr')
    if (!inCell) tables.open('td')
    inTable = inRow = inCell = true
  }
  const endTable = () => {
    if (inTable) tables.close('table')
    inTable = inRow = inCell = false
  }
  const endParagraph = (at: number, cell: boolean) => {
    const kind = formatting.paragraph(at)
    if (cell || kind?.inTable) {
      if (kind?.endsRow || (cell && kind === null && words.join('').trim() === '' && inRow && !inCell)) {
        words = []
        inRow = inCell = false
        return
      }
      place()
      flush()
      tables.writer().endBlock()
      if (cell) {
        tables.close('td')
        inCell = false
      }
      return
    }
    endTable()
    const writer = tables.writer()
    writer.heading(kind?.level ?? 0)
    if (kind !== null && kind.item >= 0 && kind.level === 0) writer.itemAt(kind.item, false)
    else writer.endLists()
    flush()
    writer.endBlock()
    writer.heading(0)
  }
  eachCharacter(pieces, from, to, (code, char, at) => {
    if (code === FIELD) fields.push(true)
    else if (code === RESULT && fields.length > 0) fields[fields.length - 1] = false
    else if (code === FIELD_END) fields.pop()
    else if (fields.includes(true)) {
      // A paragraph's end inside a field code is still one: damaged files have codes that never end.
      if (code === PARAGRAPH) fields.length = 0
    } else if (code === PARAGRAPH || code === PAGE || code === CELL) endParagraph(at, code === CELL)
    else if (formatting.isUnread(at)) return
    else if (code === LINE || code === COLUMN) words.push('\n')
    else if (code === HARD_HYPHEN) words.push('-')
    else if (code >= 32) words.push(char)
    else if (code === 9) words.push(' ')
  })
  flush()
  tables.writer().endBlock()
  endTable()
  const writer = tables.finish()
  return { markdown: writer.finish(), firstHeading: writer.firstHeading() }
}

function eachCharacter(
  pieces: readonly DocPiece[],
  from: number,
  to: number,
  visit: (code: number, char: string, place: number) => void,
): void {
  let position = 0
  for (const { text, offset, bytesEach } of pieces) {
    const start = Math.max(0, from - position)
    const end = Math.min(text.length, to - position)
    for (let i = start; i < end; i++) visit(text.charCodeAt(i), text[i]!, offset + i * bytesEach)
    position += text.length
    if (position >= to) return
  }
}
