import { inflateSync } from 'node:zlib'

/** Width and height in pixels, as the first bytes say; null for formats that nothing here looks at. */
export function pictureSize(bytes: Buffer): { readonly width: number; readonly height: number } | null {
  if (isPng(bytes) && bytes.length >= 24) return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }
  if (bytes.toString('latin1', 0, 2) === 'BM' && bytes.length >= 26)
    return { width: Math.abs(bytes.readInt32LE(18)), height: Math.abs(bytes.readInt32LE(22)) }
  if (bytes.toString('latin1', 0, 4) === 'GIF8' && bytes.length >= 10)
    return { width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8) }
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return jpegSize(bytes)
  if (bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP') return webpSize(bytes)
  return null
}

const isPng = (bytes: Buffer): boolean => bytes.toString('latin1', 1, 4) === 'PNG'

/** The frame header is the first segment of its kind (ITU T.81, B.2.2). */
function jpegSize(bytes: Buffer): { readonly width: number; readonly height: number } | null {
  for (let at = 2; at + 9 < bytes.length; ) {
    if (bytes[at] !== 0xff) return null
    const marker = bytes[at + 1]!
    if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc)
      return { width: bytes.readUInt16BE(at + 7), height: bytes.readUInt16BE(at + 5) }
    at += 2 + bytes.readUInt16BE(at + 2)
  }
  return null
}

function webpSize(bytes: Buffer): { readonly width: number; readonly height: number } | null {
  const kind = bytes.toString('latin1', 12, 16)
  if (kind === 'VP8X' && bytes.length >= 30) return { width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1 }
  if (kind === 'VP8 ' && bytes.length >= 30) return { width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff }
  if (kind === 'VP8L' && bytes.length >= 25) {
    const bits = bytes.readUInt32LE(21)
    return { width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 }
  }
  return null
}

const mostText = 100_000

/** The texts of a PNG by their keywords (`Title`, `Description`, `Author` …): PNG specification, 11.3.3. */
export function pngTexts(bytes: Buffer): Readonly<Record<string, string>> {
  const texts: Record<string, string> = {}
  if (!isPng(bytes)) return texts
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = bytes.readUInt32BE(at)
    const type = bytes.toString('latin1', at + 4, at + 8)
    const data = bytes.subarray(at + 8, at + 8 + length)
    if (type === 'IDAT' && length === 0) break
    const end = data.indexOf(0)
    const name = data.toString('latin1', 0, Math.max(0, end))
    if (end > 0 && end < 80 && /^[\w ]+$/.test(name)) {
      const value =
        type === 'tEXt'
          ? data.toString('latin1', end + 1)
          : type === 'zTXt'
            ? packed(data.subarray(end + 2))
            : type === 'iTXt'
              ? international(data, end)
              : ''
      if (value !== '' && !/^(XML:com|Software|date:)/i.test(name)) texts[name] = value.slice(0, mostText)
    }
    at += 12 + length
  }
  return texts
}

function international(data: Buffer, end: number): string {
  const isPacked = data[end + 1] === 1
  const language = data.indexOf(0, end + 3)
  const translated = language < 0 ? -1 : data.indexOf(0, language + 1)
  if (translated < 0) return ''
  const value = data.subarray(translated + 1)
  return isPacked ? packed(value) : value.toString('utf8')
}

function packed(data: Buffer): string {
  try {
    return inflateSync(data, { maxOutputLength: mostText }).toString('utf8')
  } catch {
    return ''
  }
}
