import { getDocumentProxy } from 'unpdf'
import { ExtractError, type Extracted } from './extracted.ts'
import { extractors } from './extractors.ts'
import { mostText } from './limits.ts'
import { normaliseLine, normaliseText } from './normalise.ts'
import { type PageItem, pageText } from './pdf-page.ts'

const mostPages = 20_000
const pagesPerReport = 50
/** So many pages in a row that cannot be read mean that the file lies about how many it has. */
const mostBadPages = 50

/** A PDF's text, page by page, with its title, author and dates; `onPages` hears how many are done. Scripts in it are never run, fonts and images never drawn. */
export async function extractPdf(bytes: Buffer, onPages: (pages: number) => void): Promise<Extracted> {
  const pdf = await open(bytes)
  try {
    const pages: string[] = []
    let bad = 0
    let units = 0
    for (let number = 1; number <= Math.min(pdf.numPages, mostPages) && bad < mostBadPages && units < mostText; number++) {
      const text = await pdf
        .getPage(number)
        .then(
          async (page) => {
            const content = await page.getTextContent()
            page.cleanup()
            return pageText(content.items.filter((item): item is typeof item & PageItem => 'str' in item))
          },
          () => null,
        )
        .catch(() => null)
      bad = text === null ? bad + 1 : 0
      if (text) pages.push(text)
      units += text?.length ?? 0
      if (number % pagesPerReport === 0) onPages(number)
    }
    if (pages.length === 0 && bad > 0) throw new ExtractError('corrupt', 'no page can be read')
    const info: PdfInfo = await pdf.getMetadata().then(
      (meta) => meta.info as PdfInfo,
      () => ({}),
    )
    return {
      text: normaliseText(pages.join('\n\n')),
      layout: 'prose',
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

/** A file's own word on itself; anything may stand there. */
interface PdfInfo {
  readonly Title?: unknown
  readonly Author?: unknown
  readonly Keywords?: unknown
  readonly CreationDate?: unknown
  readonly ModDate?: unknown
}

async function open(bytes: Buffer) {
  try {
    return await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0, disableFontFace: true, useSystemFonts: false })
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
