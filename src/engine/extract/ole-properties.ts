import iconv from 'iconv-lite'
import { instant } from './front-matter.ts'
import { normaliseLine } from './normalise.ts'
import type { DocumentProperties } from './office-package.ts'
import type { OleFile } from './ole.ts'

const title = 2
const author = 4
const keywords = 5
const created = 12
const saved = 13
const mostProperties = 200

/** What an old Office file says about itself in its summary stream (MS-OLEPS). What is damaged in it counts as not said. */
export function oleProperties(file: OleFile): DocumentProperties {
  const values = readSummary(file.read('\u0005SummaryInformation'))
  const line = (id: number) => normaliseLine(String(values.get(id) ?? ''))
  return {
    title: line(title),
    author: line(author),
    createdAt: instant(values.get(created)),
    updatedAt: instant(values.get(saved)),
    labels: (line(keywords) ?? '').split(/[,;]/).flatMap((word) => normaliseLine(word) ?? []),
  }
}

function readSummary(stream: Buffer | null): ReadonlyMap<number, string | Date> {
  const values = new Map<number, string | Date>()
  if (stream === null || stream.length < 56) return values
  const section = stream.readUInt32LE(44)
  if (section + 8 > stream.length) return values
  const count = Math.min(stream.readUInt32LE(section + 4), mostProperties)
  const offsets = new Map<number, number>()
  for (let i = 0; i < count && section + 16 + i * 8 <= stream.length; i++) {
    offsets.set(stream.readUInt32LE(section + 8 + i * 8), section + stream.readUInt32LE(section + 12 + i * 8))
  }
  const pageAt = offsets.get(1)
  const codepage = pageAt === undefined || pageAt + 6 > stream.length ? 1252 : stream.readUInt16LE(pageAt + 4)
  for (const [id, at] of offsets) {
    const value = at + 8 <= stream.length ? readValue(stream, at, codepage) : null
    if (value !== null) values.set(id, value)
  }
  return values
}

/** Milliseconds between 1601, where Windows begins to count, and 1970. */
const windowsEpoch = 11_644_473_600_000n

function readValue(stream: Buffer, at: number, codepage: number): string | Date | null {
  const type = stream.readUInt16LE(at)
  const length = stream.readUInt32LE(at + 4)
  if (type === 0x40 && at + 12 <= stream.length) {
    const ms = Number(stream.readBigUInt64LE(at + 4) / 10_000n - windowsEpoch)
    return ms > 0 ? new Date(ms) : null
  }
  if (type === 0x1f) return stream.toString('utf16le', at + 8, at + 8 + length * 2).replace(/\0.*$/s, '')
  if (type !== 0x1e) return null
  const bytes = stream.subarray(at + 8, at + 8 + length)
  const encoding = codepage === 1200 ? 'utf16le' : codepage === 65001 ? 'utf8' : codepage === 10000 ? 'macroman' : `cp${codepage}`
  return iconv.decode(bytes, iconv.encodingExists(encoding) ? encoding : 'cp1252').replace(/\0.*$/s, '')
}
