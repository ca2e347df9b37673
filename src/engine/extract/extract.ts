import { extname } from 'node:path'
import { decodeText } from './decode.ts'
import { ExtractError, type Extracted, Skipped } from './extracted.ts'
import { mostBytes, mostBytesOfAny, mostText } from './limits.ts'
import type { OpenFile } from './read-content.ts'
import { type Format, sniffFormat } from './sniff.ts'

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
  if (file.bytes > 0) {
    const format = sniffFormat(head, name, mimeType)
    if (format === 'unsupported' || (format === 'ole' && !isWordName(name))) throw new Skipped('unsupported')
    if (file.bytes > mostBytesFor(format)) throw new Skipped((await looksUnsupported(format, head)) ? 'unsupported' : 'too-large')
  }
  const bytes = file.all()
  progress.content(bytes)
  if (bytes.length === 0) throw new Skipped('empty')
  const format = sniffFormat(head, name, mimeType)
  return withText(await extractBytes(bytes, format, name, mimeType, progress))
}

/** The same for text that a source already holds in memory. */
export async function extractText(raw: string, name: string, mimeType: string): Promise<Extracted> {
  const format = sniffFormat(Buffer.alloc(0), name, mimeType)
  return withText(await readText(raw, format, mimeType))
}

async function extractBytes(bytes: Buffer, format: Format, name: string, mimeType: string, progress: ExtractProgress): Promise<Extracted> {
  if (format === 'pdf') return (await import('./pdf.ts')).extractPdf(bytes, progress.pages)
  if (format === 'docx') return (await import('./docx.ts')).extractDocx(bytes, isWordName(name))
  if (format === 'ole') {
    const sealed = bytes.includes(Buffer.from('EncryptedPackage', 'utf16le'))
    throw sealed ? new ExtractError('encrypted', 'Office file with a password') : new Skipped('unsupported')
  }
  const raw = await decodeText(bytes)
  if (raw === null) {
    if (extname(name).toLowerCase() === '.pdf') throw new ExtractError('corrupt', 'no PDF header')
    throw new Skipped('unsupported')
  }
  return readText(raw, format, mimeType)
}

async function readText(raw: string, format: Format, mimeType: string): Promise<Extracted> {
  if (format === 'markdown') return (await import('./markdown.ts')).extractMarkdown(raw)
  if (format === 'html') return (await import('./html.ts')).extractHtml(raw)
  const { extractPlainText } = await import('./plain-text.ts')
  return extractPlainText(raw, format === 'code' ? 'lines' : format === 'rows' ? 'rows' : 'prose', mimeType)
}

function withText(extracted: Extracted): Extracted {
  if (extracted.text.length > mostText) throw new Skipped('too-large')
  if (extracted.text.trim() === '') throw new Skipped('empty')
  return extracted
}

const isWordName = (name: string) => /\.(docx|docm|dotx|dotm)$/i.test(name)

function mostBytesFor(format: Format): number {
  if (format === 'pdf' || format === 'docx' || format === 'html') return mostBytes[format]
  return format === 'unsupported' ? mostBytesOfAny : mostBytes.text
}

/** A film named `.txt` or without a name is no large text. */
const looksUnsupported = async (format: Format, head: Buffer): Promise<boolean> =>
  format !== 'pdf' && format !== 'docx' && format !== 'html' && (await decodeText(head)) === null
