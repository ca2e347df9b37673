import iconv from 'iconv-lite'
import { ExtractError } from './extracted.ts'
import type { OleFile } from './ole.ts'

/** A stretch of text as the file stores it. */
export interface DocPiece {
  readonly text: string
  /** Where its first character lies in the stream, and how many bytes each one takes; 0 when that varies. */
  readonly offset: number
  readonly bytesEach: number
}

/** A Word 6 to 2003 document (MS-DOC) as far as its text goes. */
export interface DocFile {
  readonly pieces: readonly DocPiece[]
  /** Lengths, in characters, of the texts that follow each other: body, footnotes, headers, macros, comments, endnotes, boxes, boxes in headers. */
  readonly stories: readonly number[]
  readonly stream: Buffer
  readonly table: Buffer
  /** Where in `table` a structure lies, by its number in the file's own directory. Empty in files before Word 97. */
  structure(index: number): Buffer
}

const magic = 0xa5ec
/** The file's own directory begins here, in pairs of place and length. */
const directory = 0x9a
const pieceTable = 33

/** Throws ExtractError: `encrypted`, or `corrupt` where no text can be made out. */
export function readPieces(file: OleFile): DocFile {
  const stream = file.read('WordDocument')
  if (stream === null || stream.length < 0x200 || stream.readUInt16LE(0) !== magic) {
    throw new ExtractError('corrupt', 'no Word document stream')
  }
  const version = stream.readUInt16LE(2)
  const flags = stream.readUInt16LE(10)
  if ((flags & 0x100) !== 0) throw new ExtractError('encrypted', 'Word document with a password')
  return version < 0xc1 ? readOld(stream, (flags & 4) !== 0) : read97(file, stream, (flags & 0x200) !== 0)
}

function read97(file: OleFile, stream: Buffer, second: boolean): DocFile {
  const table = file.read(second ? '1Table' : '0Table') ?? file.read(second ? '0Table' : '1Table') ?? Buffer.alloc(0)
  const structure = (index: number): Buffer => {
    const at = directory + index * 8
    if (at + 8 > stream.length) return Buffer.alloc(0)
    const from = stream.readUInt32LE(at)
    return table.subarray(from, from + stream.readUInt32LE(at + 4))
  }
  const stories = Array.from({ length: 8 }, (_, i) => Math.max(0, stream.readInt32LE(0x4c + i * 4)))
  const pieces = piecesOf(structure(pieceTable), stream, 'cp1252')
  return { pieces: pieces.length > 0 ? pieces : [plainText(stream, stories, 'cp1252')], stories, stream, table, structure }
}

/** Word 6 and 95: everything in one stream, letters of one byte in the encoding of the language. */
function readOld(stream: Buffer, complex: boolean): DocFile {
  const encoding = encodingOf(stream.readUInt16LE(6))
  const stories = Array.from({ length: 8 }, (_, i) => Math.max(0, stream.readInt32LE(0x34 + i * 4)))
  const from = stream.readUInt32LE(0x160)
  const pieces = complex ? piecesOf(stream.subarray(from, from + stream.readUInt32LE(0x164)), stream, encoding, true) : []
  return {
    pieces: pieces.length > 0 ? pieces : [plainText(stream, stories, encoding)],
    stories,
    stream,
    table: Buffer.alloc(0),
    structure: () => Buffer.alloc(0),
  }
}

/** A file saved in one go has its text in one piece, between two places its head names. */
function plainText(stream: Buffer, stories: readonly number[], encoding: string): DocPiece {
  const from = stream.readUInt32LE(0x18)
  const length = stories.reduce((sum, count) => sum + count, 0)
  return { text: iconv.decode(stream.subarray(from, from + length), encoding), offset: from, bytesEach: 1 }
}

/** The piece table (2.9.38 Clx): changes of formatting first, which are stepped over, then where each piece lies. */
function piecesOf(clx: Buffer, stream: Buffer, encoding: string, old = false): DocPiece[] {
  let at = 0
  while (at + 3 <= clx.length && clx[at] === 1) at += 3 + clx.readUInt16LE(at + 1)
  if (at + 5 > clx.length || clx[at] !== 2) return []
  const plc = clx.subarray(at + 5, at + 5 + clx.readUInt32LE(at + 1))
  const count = Math.floor((plc.length - 4) / 12)
  const pieces: DocPiece[] = []
  for (let i = 0; i < count; i++) {
    const length = plc.readUInt32LE(i * 4 + 4) - plc.readUInt32LE(i * 4)
    const place = plc.readUInt32LE((count + 1) * 4 + i * 8 + 2)
    const narrow = old || (place & 0x40000000) !== 0
    const offset = old ? place : narrow ? (place & 0x3fffffff) >>> 1 : place
    if (length <= 0 || offset >= stream.length) continue
    const bytes = stream.subarray(offset, offset + length * (narrow ? 1 : 2))
    pieces.push({ text: narrow ? iconv.decode(bytes, encoding) : bytes.toString('utf16le'), offset, bytesEach: narrow ? 1 : 2 })
  }
  return pieces
}

const byLanguage: Readonly<Record<number, string>> = {
  1: 'cp1256',
  2: 'cp1251',
  4: 'cp936',
  5: 'cp1250',
  8: 'cp1253',
  13: 'cp1255',
  14: 'cp1250',
  17: 'cp932',
  18: 'cp949',
  21: 'cp1250',
  24: 'cp1250',
  25: 'cp1251',
  27: 'cp1250',
  30: 'cp874',
  31: 'cp1254',
  34: 'cp1251',
  36: 'cp1250',
  37: 'cp1257',
  38: 'cp1257',
  39: 'cp1257',
}

/** By the primary language of a Windows language id; Chinese of Taiwan and Hong Kong has an encoding of its own. */
const encodingOf = (language: number): string =>
  language === 0x404 || language === 0xc04 ? 'cp950' : (byLanguage[language & 0xff] ?? 'cp1252')
