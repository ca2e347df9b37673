import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import { prepared } from './statements.ts'
import type { Store } from './store.ts'

/** UTF-16 units of text in one block: a passage is read without unpacking a whole book. */
const blockUnits = 32_768
/** On notes, level 1 packs as tightly as Zstandard's own 3 and takes a tenth less of all indexing time; -2 takes an eighth more room. */
const options = { params: { [constants.ZSTD_c_compressionLevel]: 1 } }

/** Stores the text of a document that has none. To be called in a transaction. */
export function writeText(store: Store, documentId: number, text: string): void {
  const insert = prepared(store, 'insert into text_block (document, start, zstd) values (?, ?, ?)')
  for (let start = 0; start < text.length; ) {
    const end = blockEnd(text, start)
    const bytes = Buffer.from(text.slice(start, end))
    insert.run(documentId, start, zstdCompressSync(bytes, { ...options, pledgedSrcSize: bytes.length }))
    start = end
  }
}

export function deleteText(store: Store, documentId: number): void {
  prepared(store, 'delete from text_block where document = ?').run(documentId)
}

/** The [start, end) part of a document's text, in UTF-16 units. Empty when there is no text. */
export function textSlice(store: Store, documentId: number, start: number, end: number): string {
  const rows = prepared<BlockRow>(
    store,
    'select start, zstd from text_block where document = ? and start > ? and start < ? order by start',
  ).all(documentId, start - blockUnits, end)
  return rows.map((row) => unpack(row).slice(Math.max(0, start - row.start), end - row.start)).join('')
}

/** All of a document's text. */
export const wholeText = (store: Store, documentId: number): string =>
  prepared<BlockRow>(store, 'select start, zstd from text_block where document = ? order by start').all(documentId).map(unpack).join('')

/** How long a document's text is, in UTF-16 units. */
export function lengthOfText(store: Store, documentId: number): number {
  const last = prepared<BlockRow>(store, 'select start, zstd from text_block where document = ? order by start desc limit 1').get(
    documentId,
  )
  return last === undefined ? 0 : last.start + unpack(last).length
}

interface BlockRow {
  readonly start: number
  readonly zstd: Buffer
}

const unpack = (row: BlockRow): string => zstdDecompressSync(row.zstd).toString()

/** Never between the two halves of a character: each block is valid UTF-8 by itself. */
function blockEnd(text: string, start: number): number {
  const end = Math.min(text.length, start + blockUnits)
  const splits = end < text.length && isHigh(text.charCodeAt(end - 1)) && isLow(text.charCodeAt(end))
  return splits ? end - 1 : end
}

const isHigh = (unit: number) => unit >= 0xd800 && unit < 0xdc00
const isLow = (unit: number) => unit >= 0xdc00 && unit < 0xe000
