import yauzl, { type Entry, type ZipFile } from 'yauzl'
import { ExtractError } from './extracted.ts'

const MB = 1_048_576
const mostEntries = 10_000
const mostUnpacked = 200 * MB
const mostRatio = 100
/** An entry this small may be packed as tightly as it likes. */
const harmless = MB

/** What the central directory of a zip says, without unpacking anything. */
export interface ZipDirectory {
  readonly names: ReadonlySet<string>
  /**
   * Unpacks one entry of at most `most` bytes; null when it is missing or larger. Throws ExtractError `too-complex` when
   * it is packed tighter than anything people write, or what was unpacked before comes to more than a document holds.
   */
  read(name: string, most: number): Promise<Buffer | null>
}

/**
 * Opens a zip in memory. Nothing is unpacked that is not asked for, so a picture packed tightly does no harm. Sizes that
 * lie are caught while unpacking: yauzl stops at the promised size. Throws ExtractError.
 */
export async function openZip(bytes: Buffer): Promise<ZipDirectory> {
  const zip = await new Promise<ZipFile>((resolve, reject) => {
    yauzl.fromBuffer(bytes, { lazyEntries: true, validateEntrySizes: true }, (error, file) =>
      error ? reject(new ExtractError('corrupt', error.message, error)) : resolve(file!),
    )
  })
  const entries = await listEntries(zip)
  for (const entry of entries.values()) {
    if ((entry.generalPurposeBitFlag & 1) === 1) throw new ExtractError('encrypted', 'zip entry with a password')
  }
  let unpacked = 0
  return {
    names: new Set(entries.keys()),
    read: async (name, most) => {
      const entry = entries.get(name)
      if (entry === undefined) return null
      const { compressedSize: packed, uncompressedSize: size } = entry
      if (size > harmless && size > packed * mostRatio) throw new ExtractError('too-complex', `${size} bytes packed into ${packed}`)
      if (size > most) return null
      unpacked += size
      if (unpacked > mostUnpacked) throw new ExtractError('too-complex', `unpacks to ${unpacked} bytes and more`)
      return readEntry(zip, entry)
    },
  }
}

function listEntries(zip: ZipFile): Promise<Map<string, Entry>> {
  return new Promise((resolve, reject) => {
    const entries = new Map<string, Entry>()
    if (zip.entryCount > mostEntries) reject(new ExtractError('too-complex', `${zip.entryCount} entries`))
    zip.on('entry', (entry: Entry) => {
      entries.set(entry.fileName, entry)
      zip.readEntry()
    })
    zip.on('end', () => resolve(entries))
    zip.on('error', (error: Error) => reject(new ExtractError('corrupt', error.message, error)))
    zip.readEntry()
  })
}

function readEntry(zip: ZipFile, entry: Entry): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error) return reject(new ExtractError('corrupt', error.message, error))
      const parts: Buffer[] = []
      stream!.on('data', (part: Buffer) => parts.push(part))
      stream!.on('end', () => resolve(Buffer.concat(parts)))
      stream!.on('error', (cause: Error) => reject(new ExtractError('corrupt', cause.message, cause)))
    })
  })
}
