import { fileURLToPath } from 'node:url'
import { getDocumentProxy } from 'unpdf'
import type { PDFDocumentProxy, PDFPageProxy } from 'unpdf/pdfjs'
import { ExtractError, type Extracted, Skipped } from './extracted.ts'
import { extractors } from './extractors.ts'
import { mostText } from './limits.ts'
import { normaliseLine, normaliseText } from './normalise.ts'
import { inReadingOrder } from './pdf-columns.ts'
import { withoutFurniture } from './pdf-furniture.ts'
import { linesOf, type PageItem, type PageLine } from './pdf-lines.ts'
import { pagesMarkdown } from './pdf-markdown.ts'
import { annotationTexts, readOutline, taggedHeadings } from './pdf-structure.ts'

const mostPages = 20_000
const pagesPerReport = 50
/** So many pages in a row that cannot be read mean that the file lies about how many it has. */
const mostBadPages = 50

/**
 * A PDF's text as Markdown, with its title, author and dates; `onPages` hears how many pages are done. Scripts in it are
 * never run, fonts and images never drawn. Throws ExtractError, and Skipped `scanned` when there are pictures alone.
 */
export async function extractPdf(bytes: Buffer, onPages: (pages: number) => void, password?: string): Promise<Extracted> {
  const pdf = await open(bytes, password)
  try {
    const { pages, notes } = await readPages(pdf, onPages)
    const outline = await readOutline(pdf)
    const body = pagesMarkdown(withoutFurniture(pages), outline) || pagesMarkdown(pages, outline)
    const text = [body, ...notes].filter((part) => part !== '').join('\n\n')
    if (text.trim() === '' && showsPictures(bytes)) throw new Skipped('scanned')
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
    }
  } finally {
    await pdf.loadingTask.destroy().catch(() => undefined)
  }
}

async function readPages(pdf: PDFDocumentProxy, onPages: (pages: number) => void) {
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
    const lines = page === null ? null : await readPage(page, tagged).catch(() => null)
    if (page !== null) for (const note of await annotationTexts(page)) notes.add(note)
    page?.cleanup()
    bad = lines === null ? bad + 1 : 0
    pages.push(lines ?? [])
    for (const { text } of lines ?? []) units += text.length
    if (number % pagesPerReport === 0) onPages(number)
  }
  if (bad > 0 && bad === pages.length) throw new ExtractError('corrupt', 'no page can be read')
  const said = pages.flat().map(({ text }) => text)
  return { pages, notes: [...notes].filter((note) => !said.includes(note)) }
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

/** Maps from old Asian encodings and the metrics of fonts that need not be in a file. pdf.js wants them as paths with a slash at the end. */
const maps = (folder: string) => fileURLToPath(new URL(`./${folder}/`, import.meta.resolve('pdfjs-dist/package.json')))

async function open(bytes: Buffer, password: string | undefined): Promise<PDFDocumentProxy> {
  try {
    return await getDocumentProxy(new Uint8Array(bytes), {
      verbosity: 0,
      ...(password === undefined ? {} : { password }),
      disableFontFace: true,
      useSystemFonts: false,
      cMapUrl: maps('cmaps'),
      cMapPacked: true,
      standardFontDataUrl: maps('standard_fonts'),
    })
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
