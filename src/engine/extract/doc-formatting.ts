import type { DocFile } from './doc-pieces.ts'

/** What formatting says of a stretch of the stream, from one place to another. */
interface Stretch<T> {
  readonly from: number
  readonly to: number
  readonly value: T
}

/** What a paragraph is. */
export interface ParagraphKind {
  /** 1 to 6; 0 for no heading. */
  readonly level: number
  /** Depth in a list from 0, or -1. */
  readonly item: number
  readonly inTable: boolean
  /** It ends a row of a table and has no text. */
  readonly endsRow: boolean
}

/** Looks formatting up by place in the stream. */
export interface Formatting {
  /** Null when the file does not tell. */
  paragraph(place: number): ParagraphKind | null
  /** Deleted while changes were tracked, or hidden. */
  isUnread(place: number): boolean
}

const characterPages = 12
const paragraphPages = 13
const pageSize = 512
const mostPages = 200_000

/** Reads the formatted pages (MS-DOC 2.9.21 and 2.9.33) that say what paragraphs and letters are. */
export function readFormatting(file: DocFile): Formatting {
  const paragraphs = stretches(file, paragraphPages, 13, readParagraph)
  const unread = stretches(file, characterPages, 1, readUnread).filter(({ value }) => value)
  const find = <T>(all: readonly Stretch<T>[]) => {
    const sorted = [...all].sort((a, b) => a.from - b.from)
    return (place: number): T | null => {
      let low = 0
      let high = sorted.length
      while (low < high) {
        const middle = (low + high) >> 1
        if (sorted[middle]!.to <= place) low = middle + 1
        else high = middle
      }
      const found = sorted[low]
      return found !== undefined && found.from <= place ? found.value : null
    }
  }
  const isUnread = find(unread)
  return { paragraph: find(paragraphs), isUnread: (place) => isUnread(place) ?? false }
}

function stretches<T>(file: DocFile, index: number, entrySize: number, read: (page: Buffer, at: number) => T): Stretch<T>[] {
  const plc = file.structure(index)
  const count = Math.min(Math.floor((plc.length - 4) / 8), mostPages)
  const out: Stretch<T>[] = []
  for (let i = 0; i < count; i++) {
    const number = plc.readUInt32LE((count + 1) * 4 + i * 4) & 0x3fffff
    const page = file.stream.subarray(number * pageSize, (number + 1) * pageSize)
    if (page.length < pageSize) continue
    const runs = page[pageSize - 1]!
    for (let run = 0; run < runs && (runs + 1) * 4 + (run + 1) * entrySize < pageSize; run++) {
      const offset = page[(runs + 1) * 4 + run * entrySize]! * 2
      out.push({ from: page.readUInt32LE(run * 4), to: page.readUInt32LE(run * 4 + 4), value: read(page, offset) })
    }
  }
  return out
}

function readParagraph(page: Buffer, at: number): ParagraphKind {
  const nothing = { level: 0, item: -1, inTable: false, endsRow: false }
  if (at === 0 || at + 4 > page.length) return nothing
  const short = page[at] === 0
  const start = at + (short ? 2 : 1)
  const length = short ? page[at + 1]! * 2 : page[at]! * 2 - 1
  if (length < 2 || start + 2 > page.length) return nothing
  const style = page.readUInt16LE(start)
  // The first styles are the headings in every file.
  let level = style >= 1 && style <= 9 ? Math.min(style, 6) : 0
  let list = 0
  let depth = 0
  let inTable = false
  let endsRow = false
  for (const [code, operand] of modifiers(page.subarray(start + 2, start + length))) {
    if (code === 0x2416) inTable = operand[0] === 1
    else if (code === 0x2417) endsRow = operand[0] === 1
    else if (code === 0x260a) depth = operand[0] ?? 0
    else if (code === 0x460b) list = operand.readUInt16LE(0)
    else if (code === 0x2640 && operand[0]! < 6) level = operand[0]! + 1
  }
  return { level, item: list > 0 && list < 0xf801 ? Math.min(depth, 8) : -1, inTable, endsRow }
}

function readUnread(page: Buffer, at: number): boolean {
  if (at === 0) return false
  for (const [code, operand] of modifiers(page.subarray(at + 1, at + 1 + page[at]!))) {
    if ((code === 0x0800 || code === 0x083c) && operand[0] === 1) return true
  }
  return false
}

const operandSizes = [1, 1, 2, 4, 2, 2, 0, 3]

/** Property modifiers (2.6): a code whose highest bits say how long its operand is, then the operand. */
function* modifiers(list: Buffer): Generator<readonly [code: number, operand: Buffer]> {
  let at = 0
  while (at + 3 <= list.length) {
    const code = list.readUInt16LE(at)
    at += 2
    let size = operandSizes[code >> 13]!
    if (size === 0) {
      // Two of them count their length in two bytes.
      const wide = code === 0xd606 || code === 0xd608
      size = wide ? (at + 2 <= list.length ? list.readUInt16LE(at) + 1 : 1) : list[at]! + 1
    }
    const operand = list.subarray(at, at + size)
    if (operand.length < size) return
    yield [code, operand]
    at += size
  }
}
