import { createCipheriv, createHmac, pbkdf2Sync, timingSafeEqual } from 'node:crypto'
import { inflateRawSync } from 'node:zlib'
import { ExtractError } from './extracted.ts'

/** What the directory says of a sealed entry. */
export interface SealedEntry {
  /** How it was packed before it was sealed: 0 not at all, 8 deflate. For AES the extra field says so. */
  readonly method: number
  readonly crc32: number
  /** The high byte of this or of the CRC is how the older seal tells a wrong password. */
  readonly modifiedTime: number
  readonly extra: readonly { readonly id: number; readonly data: Buffer }[]
}

/**
 * Opens one entry of a zip with its password: the older seal (PKWARE APPNOTE 6.1) and AES (WinZip AE-1 and AE-2). `most` is
 * how many bytes it may unpack to. Throws ExtractError: `encrypted` when the password is wrong.
 */
export function unlockEntry(raw: Buffer, entry: SealedEntry, password: string, most: number): Buffer {
  const aes = entry.extra.find(({ id }) => id === 0x9901)?.data
  const method = aes === undefined ? entry.method : aes.readUInt16LE(5)
  const plain = aes === undefined ? unlockOld(raw, entry, password) : unlockAes(raw, aes[4] ?? 3, password)
  if (method === 0) return plain
  if (method !== 8) throw new ExtractError('corrupt', `packed by method ${method}`)
  try {
    return inflateRawSync(plain, { maxOutputLength: most })
  } catch (cause) {
    const tooMuch = (cause as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE'
    // One password in 256 passes the older seal's own check.
    throw new ExtractError(tooMuch ? 'too-complex' : 'encrypted', String(cause), cause)
  }
}

function unlockAes(raw: Buffer, strength: number, password: string): Buffer {
  const keyLength = 8 * (strength + 1)
  const saltLength = keyLength / 2
  if (raw.length < saltLength + 12) throw new ExtractError('corrupt', 'sealed entry cut short')
  const derived = pbkdf2Sync(password, raw.subarray(0, saltLength), 1_000, 2 * keyLength + 2, 'sha1')
  if (!derived.subarray(2 * keyLength).equals(raw.subarray(saltLength, saltLength + 2))) throw wrong()
  const sealed = raw.subarray(saltLength + 2, raw.length - 10)
  const seal = createHmac('sha1', derived.subarray(keyLength, 2 * keyLength))
    .update(sealed)
    .digest()
    .subarray(0, 10)
  if (!timingSafeEqual(seal, raw.subarray(raw.length - 10))) throw wrong()
  return counterMode(sealed, derived.subarray(0, keyLength))
}

/** WinZip counts from one in little-endian order, which no mode of OpenSSL does. */
function counterMode(sealed: Buffer, key: Buffer): Buffer {
  const blocks = Math.ceil(sealed.length / 16)
  const counters = Buffer.alloc(blocks * 16)
  for (let block = 0; block < blocks; block++) counters.writeUInt32LE(block + 1, block * 16)
  const stream = createCipheriv(`aes-${key.length * 8}-ecb`, key, null).update(counters)
  const plain = Buffer.allocUnsafe(sealed.length)
  for (let at = 0; at < sealed.length; at++) plain[at] = sealed[at]! ^ stream[at]!
  return plain
}

const crcTable = Uint32Array.from({ length: 256 }, (_, n) => {
  let value = n
  for (let bit = 0; bit < 8; bit++) value = (value & 1) === 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  return value >>> 0
})
const crcStep = (crc: number, byte: number): number => ((crc >>> 8) ^ crcTable[(crc ^ byte) & 0xff]!) >>> 0

function unlockOld(raw: Buffer, { crc32, modifiedTime }: SealedEntry, password: string): Buffer {
  if (raw.length < 12) throw new ExtractError('corrupt', 'sealed entry cut short')
  let [a, b, c] = [0x12345678, 0x23456789, 0x34567890]
  const feed = (byte: number) => {
    a = crcStep(a, byte)
    b = (Math.imul((b + (a & 0xff)) >>> 0, 134775813) + 1) >>> 0
    c = crcStep(c, b >>> 24)
  }
  for (const byte of Buffer.from(password)) feed(byte)
  const plain = Buffer.allocUnsafe(raw.length)
  for (let at = 0; at < raw.length; at++) {
    const key = (c | 2) & 0xffff
    const byte = raw[at]! ^ ((Math.imul(key, key ^ 1) >>> 8) & 0xff)
    plain[at] = byte
    feed(byte)
  }
  if (plain[11] !== crc32 >>> 24 && plain[11] !== modifiedTime >>> 8) throw wrong()
  return plain.subarray(12)
}

const wrong = () => new ExtractError('encrypted', 'wrong password')
