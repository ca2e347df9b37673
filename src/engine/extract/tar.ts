import { Readable } from 'node:stream'
import { createGunzip, createZstdDecompress } from 'node:zlib'
import { archive, entryFacts, isNoise } from './archive.ts'
import { decodeText } from './decode.ts'
import { ExtractError, type Extracted } from './extracted.ts'
import { namesOf, type PartFacts, type Parts } from './parts.ts'
import type { OpenFile } from './read-content.ts'

const MB = 1_048_576
const BLOCK = 512
/** What a packed file may unpack to in all, listed or not. */
const mostUnpacked = 2_048 * MB
/** What unpacks to more than this many times its size is a bomb, once it is no longer small. */
const mostRatio = 200
const mostEntries = 100_000

type Packing = 'gzip' | 'zstd' | 'none'

/** A tar, packed or not: the names of what is in it, and each file a part. Links and devices in it are left out. */
export async function extractTar(file: OpenFile, packing: Packing, parts: Parts): Promise<Extracted> {
  const names: string[] = []
  const takes = parts.takes('archive')
  const bytes = createReader(unpacked(file, packing))
  let longName: string | null = null
  for (;;) {
    const header = await bytes.exactly(BLOCK)
    if (header === null || header.every((byte) => byte === 0)) break
    const size = octal(header, 124, 12)
    if (size === null || !isHeader(header)) throw new ExtractError('corrupt', 'no tar header')
    const type = String.fromCharCode(header[156]!)
    const padding = (BLOCK - (size % BLOCK)) % BLOCK
    if (type === 'L' || type === 'x') {
      const extra = size <= MB ? await bytes.exactly(size) : null
      if (extra === null) throw new ExtractError('corrupt', 'a name that does not end')
      longName =
        (type === 'L' ? extra.toString('utf8').replace(/\0.*$/s, '') : /\d+ path=([^\n]*)\n/.exec(extra.toString('utf8'))?.[1]) ?? longName
      await bytes.skip(padding)
      continue
    }
    const path = namesOf(longName ?? (await headerName(header)))
    longName = null
    const content = bytes.upTo(size)
    if ((type === '0' || type === '\0' || type === '7') && path.length > 0 && !isNoise(path)) {
      if (names.push(path.join('/')) > mostEntries) throw new ExtractError('too-complex', 'too many entries')
      const at = octal(header, 136, 12)
      if (takes) await parts.file(entryFacts(path, at === null ? null : new Date(at * 1_000)), content)
    }
    for await (const _rest of content);
    await bytes.skip(padding)
  }
  return archive(names, parts, 'application/x-tar')
}

/** A packed file, by gzip or Zstandard: the part is what was packed, unless that is a tar, whose files are. */
export async function extractPacked(file: OpenFile, name: string, parts: Parts): Promise<Extracted> {
  const packing = file.head(2).equals(Buffer.from([0x1f, 0x8b])) ? 'gzip' : 'zstd'
  if (await holdsTar(file, packing)) return extractTar(file, packing, parts)
  const inner = name.replace(/\.(gz|gzip|z|zst)$/i, '') || 'file'
  const facts: PartFacts = { container: 'archive', name: inner }
  if (parts.takes('archive')) {
    try {
      await parts.file(facts, unpacked(file, packing))
    } catch (error) {
      if (!(error instanceof ExtractError)) throw error
      parts.failed(facts, error.problem, error.message)
    }
  }
  return archive([inner], parts, packing === 'gzip' ? 'application/gzip' : 'application/zstd')
}

/** Whether what is packed is a tar, by its first header. */
async function holdsTar(file: OpenFile, packing: Packing): Promise<boolean> {
  try {
    const header = await createReader(unpacked(file, packing)).exactly(BLOCK)
    return header !== null && isHeader(header)
  } catch {
    return false
  }
}

async function* unpacked(file: OpenFile, packing: Packing): AsyncGenerator<Buffer> {
  function* blocks() {
    for (let at = 0; at < file.bytes; at += MB) yield file.read(at, at + MB)
  }
  if (packing === 'none') return yield* blocks()
  const source = Readable.from(blocks())
  const unpack = packing === 'gzip' ? createGunzip() : createZstdDecompress()
  source.on('error', (error) => unpack.destroy(error))
  let size = 0
  try {
    for await (const chunk of source.pipe(unpack) as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size > mostUnpacked || (size > 10 * MB && size > file.bytes * mostRatio))
        throw new ExtractError('too-complex', `unpacks to more than ${size} bytes from ${file.bytes}`)
      yield chunk
    }
  } catch (error) {
    throw error instanceof ExtractError ? error : new ExtractError('corrupt', String(error), error)
  } finally {
    source.destroy()
    unpack.destroy()
  }
}

/** Takes bytes from a stream in the amounts that are asked for. */
function createReader(stream: AsyncGenerator<Buffer>) {
  let held: Buffer = Buffer.alloc(0)
  const more = async (): Promise<boolean> => {
    const next = await stream.next()
    if (next.done === true) return false
    held = held.length === 0 ? next.value : Buffer.concat([held, next.value])
    return true
  }
  async function* upTo(size: number): AsyncGenerator<Buffer> {
    for (let left = size; left > 0; ) {
      if (held.length === 0 && !(await more())) throw new ExtractError('corrupt', 'an entry that does not end')
      const part = held.subarray(0, left)
      held = held.subarray(part.length)
      left -= part.length
      yield part
    }
  }
  return {
    /** Null at the end. */
    exactly: async (size: number): Promise<Buffer | null> => {
      while (held.length < size) if (!(await more())) return null
      const part = held.subarray(0, size)
      held = held.subarray(size)
      return part
    },
    upTo: (size: number) => {
      const parts = upTo(size)
      // A consumer that stops early does not end the stream: the rest is skipped by whoever goes on.
      return { [Symbol.asyncIterator]: () => ({ next: () => parts.next() }) }
    },
    skip: async (size: number): Promise<void> => {
      for (let left = size; left > 0; ) {
        if (held.length === 0 && !(await more())) return
        const part = Math.min(left, held.length)
        held = held.subarray(part)
        left -= part
      }
    },
  }
}

/** The sum of a header's bytes stands in it, counted with spaces in the place of the sum. */
function isHeader(header: Buffer): boolean {
  const sum = octal(header, 148, 8)
  let real = 0
  for (let at = 0; at < BLOCK; at++) real += at >= 148 && at < 156 ? 32 : header[at]!
  return sum === real
}

/** Numbers are octal digits; large ones have the highest bit set and are binary. */
function octal(header: Buffer, at: number, length: number): number | null {
  if ((header[at]! & 0x80) !== 0) return Number(header.readBigUInt64BE(at + length - 8))
  const digits = header
    .toString('latin1', at, at + length)
    .replace(/[\0 ]+$/, '')
    .trim()
  return digits === '' ? 0 : /^[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : null
}

async function headerName(header: Buffer): Promise<string> {
  const field = async (at: number, length: number): Promise<string> => {
    const raw = header.subarray(at, at + length)
    const end = raw.indexOf(0)
    const bytes = end < 0 ? raw : raw.subarray(0, end)
    return bytes.length === 0 ? '' : ((await decodeText(bytes)) ?? bytes.toString('latin1'))
  }
  const prefix = header.toString('latin1', 257, 262) === 'ustar' ? await field(345, 155) : ''
  return prefix === '' ? field(0, 100) : `${prefix}/${await field(0, 100)}`
}
