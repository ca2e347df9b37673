import { formatOfOle, formatOfZip } from './containers.ts'
import { decodeText } from './decode.ts'
import { ExtractError, type Extracted, Skipped } from './extracted.ts'
import { type Content, type Format, reader } from './formats.ts'
import { mostBytes, mostText } from './limits.ts'
import type { OpenFile } from './read-content.ts'
import { formatNamed, sniffFormat } from './sniff.ts'

/** How much of a file tells what it is. */
const HEAD = 4096

/** Hears of a document while it is read. */
export interface ExtractProgress {
  /** All its bytes, as soon as they are there. */
  content(bytes: Buffer): void
  /** How many pages are done, now and then. */
  pages(pages: number): void
}

/**
 * Text and metadata of a file, by what it really is. Each format is loaded when first met.
 * Throws Skipped and ExtractError.
 */
export async function extractFile(file: OpenFile, name: string, mimeType: string, progress: ExtractProgress): Promise<Extracted> {
  const head = file.head(HEAD)
  const sniffed = sniffFormat(head, name, mimeType)
  const inside = sniffed === 'zip' || sniffed === 'ole'
  if (file.bytes > (inside ? mostBytes.office : reader(sniffed).most)) {
    // A film named `.txt` or without a name is no large text.
    const binary = !inside && reader(sniffed).text !== undefined && (await decodeText(head)) === null
    throw new Skipped(binary ? 'unsupported' : 'too-large')
  }
  const bytes = file.all()
  progress.content(bytes)
  if (bytes.length === 0) throw new Skipped('empty')
  const format = sniffed === 'zip' ? await formatOfZip(bytes, name) : sniffed === 'ole' ? formatOfOle(bytes, name) : sniffed
  return withText(await extractBytes({ bytes, name, mimeType, onPages: progress.pages }, format))
}

/** The same for text that a source already holds in memory. */
export async function extractText(raw: string, name: string, mimeType: string): Promise<Extracted> {
  const sniffed = sniffFormat(Buffer.alloc(0), name, mimeType)
  const read = (sniffed === 'zip' || sniffed === 'ole' ? undefined : reader(sniffed).text) ?? reader('prose').text
  return withText(await read!(raw, { name, mimeType }))
}

async function extractBytes(content: Content, format: Format): Promise<Extracted> {
  const { bytes, text } = reader(format)
  if (bytes !== undefined) return bytes(content)
  const raw = await decodeText(content.bytes)
  if (raw !== null) return text!(raw, content)
  // What its name promises to be a document, and is not even text, is damaged.
  const named = formatNamed(content.name)
  throw named !== undefined && reader(named).bytes !== undefined ? new ExtractError('corrupt', `not ${named}`) : new Skipped('unsupported')
}

function withText(extracted: Extracted): Extracted {
  if (extracted.text.length > mostText) throw new Skipped('too-large')
  if (extracted.text.trim() === '') throw new Skipped('empty')
  return extracted
}
