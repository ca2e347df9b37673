import { fileURLToPath } from 'node:url'
import { getDocumentProxy } from 'unpdf'
import type { PDFDocumentProxy, PDFPageProxy } from 'unpdf/pdfjs'
import { ExtractError, type Extracted, Skipped } from './extracted.ts'
import { extractors } from './extractors.ts'
import type { About } from './formats.ts'
import { mostText } from './limits.ts'
import { normaliseLine, normaliseText } from './normalise.ts'
import type { Parts } from './parts.ts'
import { inReadingOrder } from './pdf-columns.ts'
import { withoutFurniture } from './pdf-furniture.ts'
import { linesOf, type PageItem, type PageLine } from './pdf-lines.ts'
import { pagesMarkdown } from './pdf-markdown.ts'
import type { PictureReader } from './pdf-pictures.ts'
import { annotationTexts, readOutline, taggedHeadings } from './pdf-structure.ts'

const mostPages = 20_000
const pagesPerReport = 50
/** So many pages in a row that cannot be read mean that the file lies about how many it has. */
const mostBadPages = 50
/** Looking for words in pictures takes a second or three a page; after so long the rest stays unread, rather than all of it, in ms. */
const longestLook = 70_000
/** What a page looked at counts in time that is allowed. */
const pagesPerLook = 150

/**
 * A PDF's text as Markdown, with its title, author and dates; attached files become parts. Words in pictures of pages
 * that have no text are looked for when `ocr` says so. Scripts in it are never run, nothing is rendered. Throws
 * ExtractError, and Skipped `scanned` when there are pictures alone.
 */
export async function extractPdf(bytes: Buffer, { onPages, parts, password, ocr }: PdfAsked): Promise<Extracted> {
  const pdf = await open(bytes, password)
  try {
    const { pages, notes } = await readPages(pdf, onPages, ocr === true ? () => lookIn(bytes, password) : null)
    await addAttachments(pdf, parts)
    const outline = await readOutline(pdf)
    const body = pagesMarkdown(withoutFurniture(pages), outline) || pagesMarkdown(pages, outline)
    const text = [body, ...notes].filter((part) => part !== '').join('\n\n')
    if (text.trim() === '' && parts.done().length === 0 && showsPictures(bytes)) throw new Skipped('scanned')
    const info: PdfInfo = await pdf.getMetadata().then(
      (meta) => meta.info as PdfInfo,
      () => ({}),
    )
    return {
      text: normaliseText(text),
      layout: 'markdown',
      title: pdfTitle(info.Title),
      author: typeof info.Author === 'string' ? normaliseLine(info.Author) : null,
      createdAt: pdfInstant(info.CreationDate),
      updatedAt: pdfInstant(info.ModDate),
      labels:
        typeof info.Keywords === 'string'
          ? info.Keywords.split(/[,;]/)
              .flatMap((word) => normaliseLine(word) ?? [])
              .slice(0, 50)
          : [],
      mimeType: 'application/pdf',
      extractor: extractors.pdf,
      parts: parts.done(),
    }
  } finally {
    await pdf.loadingTask.destroy().catch(() => undefined)
  }
}

type PdfAsked = Pick<About, 'onPages' | 'parts' | 'password' | 'ocr'>

async function readPages(pdf: PDFDocumentProxy, onPages: (pages: number) => void, look: (() => Promise<PictureReader>) | null) {
  const began = performance.now()
  let seen = 0
  let pictures: PictureReader | null = null
  const pages: (readonly PageLine[])[] = []
  const notes = new Set<string>()
  const tagged = await pdf.getMarkInfo().then(
    (info) => (info as { Marked?: boolean } | null)?.Marked === true,
    () => false,
  )
  let bad = 0
  let units = 0
  for (let number = 1; number <= Math.min(pdf.numPages, mostPages) && bad < mostBadPages && units < mostText; number++) {
    const page = await pdf.getPage(number).catch(() => null)
    let lines = page === null ? null : await readPage(page, tagged).catch(() => null)
    if (page !== null) for (const note of await annotationTexts(page)) notes.add(note)
    if (look !== null && lines !== null && wordless(lines) && performance.now() - began < longestLook) {
      pictures ??= await look()
      lines = await wordsOnPage(pictures, number).catch(() => lines)
      onPages(number + ++seen * pagesPerLook)
    }
    page?.cleanup()
    bad = lines === null ? bad + 1 : 0
    pages.push(lines ?? [])
    for (const { text } of lines ?? []) units += text.length
    if (number % pagesPerReport === 0) onPages(number)
  }
  await pictures?.close()
  if (bad > 0 && bad === pages.length) throw new ExtractError('corrupt', 'no page can be read')
  const said = pages.flat().map(({ text }) => text)
  return { pages, notes: [...notes].filter((note) => !said.includes(note)) }
}

/** Stamps and page numbers are all that scanners add to a picture. */
const wordless = (lines: readonly PageLine[]): boolean => lines.reduce((sum, { text }) => sum + text.length, 0) < 40

const lookIn = async (bytes: Buffer, password: string | undefined): Promise<PictureReader> =>
  (await import('./pdf-pictures.ts')).readPictures(bytes, optionsOf(password))

async function wordsOnPage(pictures: PictureReader, number: number): Promise<readonly PageLine[]> {
  const { recogniseWords } = await import('./ocr.ts')
  const lines: PageLine[] = []
  let y = 0
  for (const picture of await pictures.ofPage(number)) {
    for (const text of `${await recogniseWords(picture)}\n`.split('\n')) {
      y -= 12
      if (text.trim() !== '') lines.push({ text: text.trim(), x: 0, y, width: 1, size: 10, turn: 0, level: 0 })
    }
  }
  return lines
}

async function addAttachments(pdf: PDFDocumentProxy, parts: Parts): Promise<void> {
  if (!parts.takes('document')) return
  const attachments = (await pdf.getAttachments().catch(() => null)) ?? new Map<string, { filename?: string }>()
  for (const [id, { filename }] of attachments) {
    const name = normaliseLine((filename ?? id).split(/[\\/]/).at(-1)!) ?? 'attachment'
    const content = (await pdf.getAttachmentContent(id).catch(() => null)) as Uint8Array | null
    if (content !== null && !parts.isFull()) await parts.file({ container: 'document', name }, [content])
  }
}

async function readPage(page: PDFPageProxy, tagged: boolean): Promise<readonly PageLine[]> {
  const headings = tagged ? await taggedHeadings(page) : new Map<string, number>()
  const content = await page.getTextContent({ includeMarkedContent: headings.size > 0 })
  const items: PageItem[] = []
  const marks: number[] = []
  for (const item of content.items) {
    if ('str' in item) items.push({ ...item, level: marks.at(-1) ?? 0 })
    else if (item.type === 'endMarkedContent') marks.pop()
    else marks.push((item.id === undefined ? undefined : headings.get(item.id)) ?? marks.at(-1) ?? 0)
  }
  const lines = inReadingOrder(linesOf(items))
  return isNoise(lines) ? [] : lines
}

/** A font without a map to letters comes out as one character over and over. */
function isNoise(lines: readonly PageLine[]): boolean {
  const sample = lines
    .map(({ text }) => text)
    .join(' ')
    .slice(0, 2000)
  if (sample.length < 40) return false
  const counts = new Map<string, number>()
  for (const char of sample) if (char > ' ' && char !== '.' && char !== '_' && char !== '-') counts.set(char, (counts.get(char) ?? 0) + 1)
  return Math.max(0, ...counts.values()) > sample.length * 0.6
}

/** Pictures are streams of their own, whose heads are never packed, so the bytes tell. */
const showsPictures = (bytes: Buffer): boolean => /\/Subtype\s*\/Image/.test(bytes.toString('latin1'))

/** A file's own word on itself; anything may stand there. */
interface PdfInfo {
  readonly Title?: unknown
  readonly Author?: unknown
  readonly Keywords?: unknown
  readonly CreationDate?: unknown
  readonly ModDate?: unknown
}

/** Maps from old Asian encodings, the metrics of fonts that need not be in a file, decoders of pictures. pdf.js wants them as paths with a slash at the end. */
const maps = (folder: string) => fileURLToPath(new URL(`./${folder}/`, import.meta.resolve('pdfjs-dist/package.json')))

const optionsOf = (password: string | undefined) => ({
  verbosity: 0,
  ...(password === undefined ? {} : { password }),
  disableFontFace: true,
  useSystemFonts: false,
  cMapUrl: maps('cmaps'),
  cMapPacked: true,
  standardFontDataUrl: maps('standard_fonts'),
  wasmUrl: maps('wasm'),
})

async function open(bytes: Buffer, password: string | undefined): Promise<PDFDocumentProxy> {
  try {
    return await getDocumentProxy(new Uint8Array(bytes), optionsOf(password))
  } catch (cause) {
    const name = cause instanceof Error ? cause.name : ''
    throw new ExtractError(name === 'PasswordException' ? 'encrypted' : 'corrupt', String(cause), cause)
  }
}

/** Programs write file names and defaults into this field; those are no titles. */
function pdfTitle(value: unknown): string | null {
  const title = typeof value === 'string' ? normaliseLine(value.replace(/^Microsoft (Word|PowerPoint|Excel) - /, '')) : null
  if (title === null || title.length < 3 || /^(untitled|document|slide|title|no title|unknown)[\s\d-]*$/i.test(title)) return null
  return /\.\w{2,5}$|[/\\]|\ufffd|^[\d\s.-]+$/.test(title) ? null : title
}

/** `D:20240131120000+01'00'`, the later parts optional (PDF 32000-1, 7.9.4). */
function pdfInstant(value: unknown): string | null {
  const match =
    typeof value === 'string' ? /^(?:D:)?(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:([+-])(\d\d)'?(\d\d)?)?/.exec(value) : null
  if (match === null) return null
  const [, year, month = '01', day = '01', hour = '00', minute = '00', second = '00', sign, zoneHour = '00', zoneMinute = '00'] = match
  const date = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${sign ? `${sign}${zoneHour}:${zoneMinute}` : 'Z'}`)
  return Number.isNaN(date.getTime()) || date.getUTCFullYear() < 1985 ? null : date.toISOString()
}
