import { PassThrough, Readable } from 'node:stream'
import yauzl, { type Entry, RandomAccessReader, type ZipFile } from 'yauzl'
import { shownName } from '../../shared/shown-name.ts'
import { decodeText } from './decode.ts'
import { isTwin } from './exports/recognise.ts'
import { ExtractError, type Extracted } from './extracted.ts'
import { extractors } from './extractors.ts'
import { namesOf, type PartFacts, type Parts } from './parts.ts'
import type { OpenFile } from './read-content.ts'
import { unlockEntry } from './unlock-zip.ts'

const MB = 1_048_576
/** Entries beyond these make an archive too complex to be listed. */
const mostEntries = 100_000
/** What unpacks to more than this many times its size is a bomb, unless it is small anyway. */
const mostRatio = 200
const harmless = MB
const mostSealed = 50 * MB

/** A zip: the names of what is in it, and each entry a part. An archive in an archive is names only. */
export async function extractZip(file: OpenFile, parts: Parts, password?: string): Promise<Extracted> {
  const zip = await open(file)
  const entries = await list(zip)
  const names: string[] = []
  const takes = parts.takes('archive')
  const sealed = entries.filter(isSealed)
  if (password === undefined && sealed.length > 0 && sealed.length === entries.filter((entry) => !isFolder(entry)).length)
    throw new ExtractError('encrypted', 'zip with a password')
  const files: { readonly entry: Entry; readonly path: readonly string[] }[] = []
  for (const entry of entries) {
    const path = isFolder(entry) ? [] : namesOf(await nameOf(entry))
    if (path.length === 0 || isNoise(path)) continue
    files.push({ entry, path })
    names.push(path.join('/'))
  }
  const known = new Set(names)
  const people = files.find(({ entry, path }) => path.at(-1) === 'users.json' && path.length <= 2 && !isSealed(entry))
  if (takes && people !== undefined)
    await content(zip, people.entry, {})
      .then((stream) => parts.companion('users.json', stream))
      .catch(() => {})
  for (const { entry, path } of files) {
    if (takes && isTwin(path.join('/'), (name) => known.has(name))) {
      parts.left(entryFacts(path, entry.getLastModDate()), 'twin', entry.uncompressedSize)
      continue
    }
    if (takes) await addEntry(zip, entry, path, parts, password)
  }
  return archive(names, parts, 'application/zip')
}

/** An archive as a document: the names of what is in it. */
export function archive(names: readonly string[], parts: Parts, mimeType: string): Extracted {
  const text = names.length === 0 ? 'Empty archive' : names.join('\n')
  return { text, layout: 'lines', title: null, mimeType, extractor: extractors.archive, parts: parts.done() }
}

/** What programs put beside people's files. */
export const isNoise = (path: readonly string[]): boolean =>
  path[0] === '__MACOSX' || /^(\.DS_Store|Thumbs\.db|desktop\.ini|\._.*)$/.test(path.at(-1)!)

export function entryFacts(path: readonly string[], changedAt: Date | null): PartFacts {
  const year = changedAt?.getUTCFullYear() ?? 0
  return {
    container: 'archive',
    name: path.at(-1)!,
    part: path.join('/'),
    folders: path.slice(0, -1).map(shownName),
    // Archives that keep no time say 1980, or 1970.
    updatedAt: changedAt !== null && year > 1980 && year < 2100 ? changedAt.toISOString() : null,
  }
}

async function addEntry(zip: ZipFile, entry: Entry, path: readonly string[], parts: Parts, password: string | undefined): Promise<void> {
  const facts = entryFacts(path, entry.getLastModDate())
  const { compressedSize, uncompressedSize } = entry
  // What there is no room for is counted without being opened.
  if (uncompressedSize === 0 || parts.isCrowded()) parts.left(facts, 'empty', 0)
  else if (isSealed(entry) && password === undefined) parts.failed(facts, 'encrypted', 'zip entry with a password')
  else if (uncompressedSize > harmless && uncompressedSize > compressedSize * mostRatio)
    parts.failed(facts, 'too-complex', `${uncompressedSize} bytes packed into ${compressedSize}`)
  else
    await (isSealed(entry) ? unlocked(zip, entry, password!) : content(zip, entry, {}))
      .then((stream) => parts.file(facts, stream))
      .catch((error: unknown) =>
        error instanceof ExtractError ? parts.failed(facts, error.problem, error.message) : parts.failed(facts, 'corrupt', String(error)),
      )
}

/** Sizes that lie are caught while unpacking: yauzl stops at the promised size. */
const content = (zip: ZipFile, entry: Entry, options: object): Promise<Readable> =>
  new Promise((resolve, reject) => {
    zip.openReadStream(entry, options as never, (error, stream) => (error ? reject(error) : resolve(stream!)))
  })

/** Sealed bytes make no sense in parts: all of them, as large as one entry may be. */
async function unlocked(zip: ZipFile, entry: Entry, password: string): Promise<readonly Buffer[]> {
  if (Math.max(entry.compressedSize, entry.uncompressedSize) > mostSealed) throw new ExtractError('too-complex', 'too large a sealed entry')
  const raw: Buffer[] = []
  for await (const chunk of await content(zip, entry, { decodeFileData: false })) raw.push(chunk as Buffer)
  const { compressionMethod: method, crc32, lastModFileTime: modifiedTime, extraFields: extra } = entry
  return [unlockEntry(Buffer.concat(raw), { method, crc32, modifiedTime, extra }, password, mostSealed)]
}

const isFolder = (entry: Entry): boolean => /[\\/]$/.test(rawName(entry).toString('latin1'))
const isSealed = (entry: Entry): boolean => (entry.generalPurposeBitFlag & 1) === 1
const rawName = (entry: Entry): Buffer => entry.fileName as unknown as Buffer

async function nameOf(entry: Entry): Promise<string> {
  const raw = rawName(entry)
  if ((entry.generalPurposeBitFlag & 0x800) !== 0) return raw.toString('utf8')
  const text = raw.toString('utf8')
  if (!text.includes('\ufffd')) return text
  return (await decodeText(raw)) ?? raw.toString('latin1')
}

function open(file: OpenFile): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    // Names are decoded here: what leads out of the archive must not make the rest unreadable.
    const options = { lazyEntries: true, validateEntrySizes: true, decodeStrings: false, autoClose: false } as const
    yauzl.fromRandomAccessReader(new FileReader(file), file.bytes, options, (error, zip) =>
      error ? reject(new ExtractError('corrupt', error.message, error)) : resolve(zip!),
    )
  })
}

function list(zip: ZipFile): Promise<readonly Entry[]> {
  return new Promise((resolve, reject) => {
    const entries: Entry[] = []
    if (zip.entryCount > mostEntries) return reject(new ExtractError('too-complex', `${zip.entryCount} entries`))
    zip.on('entry', (entry: Entry) => {
      entries.push(entry)
      zip.readEntry()
    })
    zip.on('end', () => resolve(entries))
    zip.on('error', (error: Error) => reject(new ExtractError('corrupt', error.message, error)))
    zip.readEntry()
  })
}

/** Reads a zip in a file that is open already. */
class FileReader extends RandomAccessReader {
  readonly #file: OpenFile

  constructor(file: OpenFile) {
    super()
    this.#file = file
  }

  override _readStreamForRange(start: number, end: number): Readable {
    const file = this.#file
    function* blocks() {
      for (let at = start; at < end; at += MB) yield file.read(at, Math.min(end, at + MB))
    }
    return Readable.from(blocks()).pipe(new PassThrough())
  }
}
