import { hash } from 'node:crypto'
import { formatOfOle, formatOfZip } from './containers.ts'
import { decodeText } from './decode.ts'
import { readExport } from './exports/recognise.ts'
import { ExtractError, type Extracted, Skipped } from './extracted.ts'
import { type About, type Content, type Format, reader } from './formats.ts'
import { mostBytes, mostText } from './limits.ts'
import type { OpenFile } from './read-content.ts'
import { formatNamed, sniffFormat } from './sniff.ts'

/** How much of a file tells what it is. */
const HEAD = 4096

/** Hears of a document while it is read. */
export interface ExtractProgress {
  /** The SHA-256 of all its bytes, hex, as soon as they are there. */
  hashed(hash: string): void
  /** How many pages are done, now and then. */
  pages(pages: number): void
}

/** A document as its source describes it, and where its parts go. */
type Named = Omit<About, 'onPages'>

/**
 * Text and metadata of a file, by what it really is. Each format is loaded when first met.
 * Throws Skipped and ExtractError.
 */
export async function extractFile(file: OpenFile, named: Named, progress: ExtractProgress): Promise<Extracted> {
  const head = file.head(HEAD)
  const sniffed = sniffFormat(head, named.name, named.mimeType)
  const about = { ...named, onPages: progress.pages }
  // Only what is small enough for a document can be one.
  const container = sniffed === 'zip' && (isArchiveName(named.name) || file.bytes > mostBytes.office) ? 'archive' : sniffed
  if (container !== 'zip' && container !== 'ole' && reader(container).file !== undefined)
    return extractContainer(file, container, about, progress)
  const inside = container === 'zip' || container === 'ole'
  if (file.bytes > (inside ? mostBytes.office : reader(container).most)) {
    // A film named `.txt` or without a name is no large text.
    const binary = !inside && reader(container).text !== undefined && (await decodeText(head)) === null
    throw new Skipped(binary ? 'unsupported' : 'too-large')
  }
  const bytes = file.all()
  progress.hashed(hash('sha256', bytes))
  if (bytes.length === 0) throw new Skipped('empty')
  const format = container === 'zip' ? await formatOfZip(bytes, named.name) : container
  if (format === 'ole') return withText(await extractOle(bytes, about))
  if (reader(format).file !== undefined) return withText(await reader(format).file!(file, about))
  return withText(await extractBytes({ bytes, ...about }, format))
}

/** With a password, what turns out to need one is opened with it; new Office files are zips inside. */
async function extractOle(bytes: Buffer, about: About): Promise<Extracted> {
  try {
    return await extractBytes({ bytes, ...about }, formatOfOle(bytes, about.name))
  } catch (error) {
    if (!(error instanceof ExtractError) || error.problem !== 'encrypted' || about.password === undefined) throw error
    const { unlockOffice } = await import('./unlock-office.ts')
    const plain = await unlockOffice(bytes, about.password)
    const format = plain.toString('latin1', 0, 2) === 'PK' ? await formatOfZip(plain, about.name) : formatOfOle(plain, about.name)
    return extractBytes({ bytes: plain, ...about }, format)
  }
}

/** The same for text that a source already holds in memory. */
export async function extractText(raw: string, named: Named): Promise<Extracted> {
  const sniffed = sniffFormat(Buffer.alloc(0), named.name, named.mimeType)
  const read = (sniffed === 'zip' || sniffed === 'ole' ? undefined : reader(sniffed).text) ?? reader('prose').text
  return withText(await read!(raw, { ...named, onPages: () => {} }))
}

async function extractContainer(file: OpenFile, format: Format, about: About, progress: ExtractProgress): Promise<Extracted> {
  if (file.bytes > reader(format).most) throw new Skipped('too-large')
  progress.hashed(file.hash())
  if (file.bytes === 0) throw new Skipped('empty')
  return withText(await reader(format).file!(file, about))
}

const isArchiveName = (name: string): boolean => formatNamed(name) === 'archive'

async function extractBytes(content: Content, format: Format): Promise<Extracted> {
  const { bytes, text } = reader(format)
  if (bytes !== undefined) return bytes(content)
  const raw = await decodeText(content.bytes)
  if (raw !== null) return (await readExport(raw, format, content)) ?? text!(raw, content)
  // What its name promises to be a document, and is not even text, is damaged.
  const named = formatNamed(content.name)
  throw named !== undefined && reader(named).bytes !== undefined ? new ExtractError('corrupt', `not ${named}`) : new Skipped('unsupported')
}

function withText(extracted: Extracted): Extracted {
  if (extracted.text.length > mostText) throw new Skipped('too-large')
  if (extracted.text.trim() !== '') return extracted
  // What holds documents and says nothing itself is known by theirs.
  const inside = (extracted.parts ?? []).map(({ name }) => name)
  if (inside.length === 0) throw new Skipped('empty')
  return { ...extracted, text: inside.join('\n') }
}
