import { isUtf8 } from 'node:buffer'

/** How much is looked at to tell binary from text, and one encoding from another. */
const SAMPLE = 65_536

/** So many NULs in a row are room that was never written to: a log when the power went, a file that is larger than its text. */
const ROOM = Buffer.alloc(16)

/** What makes a text of bytes: a byte order mark, then UTF-16 by its pattern, then UTF-8, then a guess. Null for binary. */
export async function decodeText(all: Buffer): Promise<string | null> {
  const bytes = withoutRoom(all)
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return bytes.toString('utf8', 3)
  const utf32 = utf32Order(bytes)
  if (utf32 !== null) return (await import('iconv-lite')).default.decode(bytes, utf32)
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString('utf16le', 2)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return bigEndian(bytes.subarray(2))
  const nuls = bytes.includes(0)
  const utf8 = isUtf8(bytes)
  // By far the most files, and no binary format is both.
  if (utf8 && !nuls) return switched(bytes) ?? bytes.toString('utf8')
  if (nuls) {
    const wide = utf16Order(bytes)
    if (wide === 'le') return bytes.toString('utf16le')
    if (wide === 'be') return bigEndian(bytes)
  }
  if (looksBinary(bytes, utf8)) return null
  if (utf8) return bytes.toString('utf8')
  if (mostlyUtf8(bytes)) return bytes.toString('utf8')
  return decodeLegacy(bytes, declaredEncoding(bytes))
}

/** Without stretches of nothing, where that leaves text in UTF-8; binary formats have single NULs too. */
function withoutRoom(bytes: Buffer): Buffer {
  let room = bytes.indexOf(ROOM)
  if (room < 0) return bytes
  const parts: Buffer[] = []
  let from = 0
  while (room >= 0) {
    parts.push(bytes.subarray(from, room))
    from = room
    while (from < bytes.length && bytes[from] === 0) from++
    room = bytes.indexOf(ROOM, from)
  }
  const rest = Buffer.concat([...parts, bytes.subarray(from)])
  return rest.length > 0 && !rest.includes(0) && isUtf8(rest) && !looksBinary(rest, false) ? rest : bytes
}

/** Japanese in letters of seven bits, which escape sequences switch between. Null when there are none. */
function switched(bytes: Buffer): string | null {
  if (!bytes.includes(0x1b)) return null
  const head = bytes.toString('latin1', 0, SAMPLE)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the escape is what it is known by
  return /\x1b(?:\$[@B]|\$\([@BDO]|\(J)/.test(head) ? new TextDecoder('iso-2022-jp').decode(bytes) : null
}

function bigEndian(bytes: Buffer): string {
  return Buffer.from(bytes.subarray(0, bytes.length & ~1))
    .swap16()
    .toString('utf16le')
}

/**
 * UTF-16 without a mark: its spaces and line ends alone put NULs in every other byte, always the same one, and what comes
 * out is no noise. Text with a few stray NULs has them on both sides or hardly any.
 */
function utf16Order(bytes: Buffer): 'le' | 'be' | null {
  const sample = bytes.subarray(0, SAMPLE & ~1)
  let even = 0
  let odd = 0
  for (let i = 0; i < sample.length; i++) {
    if (sample[i] === 0) {
      if (i % 2 === 0) even++
      else odd++
    }
  }
  const nuls = even + odd
  if (nuls < sample.length * 0.02 || Math.min(even, odd) > nuls * 0.1) return null
  if (isUtf8(sample) && nuls < sample.length * 0.25) return null
  const order = odd > even ? 'le' : 'be'
  const text = order === 'le' ? sample.toString('utf16le') : bigEndian(sample)
  const strange = text.match(/[\p{Co}\p{Cn}\p{Cs}]|[^\P{Cc}\t\n\f\r]/gu)?.length ?? 0
  return strange < text.length * 0.02 ? order : null
}

/** UTF-32: of every four bytes the highest is NUL and the next one nearly always, at the same end of each. */
function utf32Order(bytes: Buffer): 'utf-32le' | 'utf-32be' | null {
  if (bytes.length % 4 !== 0 || bytes.length === 0 || (bytes[0] !== 0 && bytes[3] !== 0)) return null
  const units = Math.min(bytes.length, SAMPLE) / 4
  let low = 0
  let high = 0
  for (let i = 0; i < units * 4; i += 4) {
    if (bytes[i] === 0 && bytes[i + 1]! <= 0x10 && (bytes[i + 2] !== 0 || bytes[i + 3] !== 0)) high++
    else if (bytes[i + 3] === 0 && bytes[i + 2]! <= 0x10 && (bytes[i] !== 0 || bytes[i + 1] !== 0)) low++
  }
  if (low === units) return 'utf-32le'
  return high === units ? 'utf-32be' : null
}

/** Control characters are what binary formats are full of and no text is. */
function looksBinary(bytes: Buffer, utf8: boolean): boolean {
  const sample = bytes.subarray(0, SAMPLE)
  let controls = 0
  for (const byte of sample) {
    if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 12 && byte !== 27) controls++
  }
  return controls > sample.length * (utf8 ? 0.2 : 0.02) + (utf8 ? 2 : 1)
}

/** UTF-8 with a few damaged bytes: what is well-formed beyond ASCII outweighs what is not. */
function mostlyUtf8(bytes: Buffer): boolean {
  const sample = bytes.subarray(0, SAMPLE)
  const text = sample.toString('utf8')
  let broken = 0
  let good = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === 0xfffd) broken++
    else if (code > 0x7f) good++
  }
  return broken <= Math.max(good * 0.1, sample.length * 0.002)
}

async function decodeLegacy(bytes: Buffer, declared: string | null): Promise<string> {
  const { default: chardet } = await import('chardet')
  const { default: iconv } = await import('iconv-lite')
  if (declared !== null && iconv.encodingExists(declared)) return iconv.decode(bytes, declared)
  const sample = densest(bytes)
  const guesses = chardet.analyse(sample).filter((guess) => iconv.encodingExists(guess.name))
  const best = guesses[0]
  if (best === undefined || best.name === 'UTF-8') return bytes.toString('utf8')
  const western = guesses.find((guess) => guess.name === 'ISO-8859-1' || guess.name === 'windows-1252')
  // The Latin alphabets differ in a few letters only; what people have, unless they say so, is the western one.
  const latin = /^(ISO-8859-[1-4]|ISO-8859-9|ISO-8859-15|windows-125[0247])$/.test(best.name)
  const name =
    latin && western && western.confidence >= best.confidence - 5 ? 'windows-1252' : best.name === 'ISO-8859-1' ? 'windows-1252' : best.name
  return iconv.decode(bytes, name)
}

/** Where the bytes that tell encodings apart are: around the first of them. */
function densest(bytes: Buffer): Buffer {
  const first = bytes.findIndex((byte) => byte > 0x7f)
  const start = Math.max(0, first - 256)
  return bytes.subarray(start, start + SAMPLE)
}

/** What HTML and XML say of themselves near their beginning. */
function declaredEncoding(bytes: Buffer): string | null {
  const head = bytes.toString('latin1', 0, 16_384)
  if (!/^\s*</.test(head)) return null
  const name =
    /<\?xml[^>]{0,200}?encoding=["']([\w-]{2,30})/i.exec(head)?.[1] ?? /<meta[^>]{0,300}?charset=["']?([\w-]{2,30})/i.exec(head)?.[1]
  // Both promise what was already found not to be so.
  return name === undefined || /^utf-?(8|16)/i.test(name) ? null : name
}
