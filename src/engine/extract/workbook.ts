import { type CellObject, type ParsingOptions, read, set_cptable, type WorkBook, type WorkSheet } from '@e965/xlsx'
import { drawingText } from './drawing-text.ts'
import { addEmbedded } from './embedded.ts'
import { ExtractError, type Extracted } from './extracted.ts'
import { extractors } from './extractors.ts'
import { instant } from './front-matter.ts'
import { normaliseLine, normaliseText } from './normalise.ts'
import { openPackage } from './office-package.ts'
import type { Parts } from './parts.ts'
import { storedZip } from './repack-zip.ts'
import { readableRuns } from './salvage.ts'
import { farCells, paragraphsOf, withoutRepeats } from './sheet-extremes.ts'
import { type SheetRows, sheetMarkdown } from './sheet-text.ts'
import { openZip } from './zip-check.ts'

/** Rows of a sheet beyond these are left out: they are data rather than something to be read. */
const mostRows = 20_000
const mostColumns = 1_000
/** The size of one part where the reader's tree outgrows a child's memory. */
const mostPart = 64 * 1_048_576
const mostDrawings = 200

/** Only what holds cells and how they are shown; pictures, macros, caches and copies for other programs are not unpacked. */
const neededPart = /(^|\/)([^/]+\.(xml|bin|rels|iwa)|mimetype)$/i
const needlessPart = /(vbaProject|printerSettings|customXml|pivotCache|\/embeddings\/|\/media\/|Thumbnails)/i

/** A spreadsheet of any make: each sheet a heading and its tables, cells as they are shown, dates as dates. */
export async function extractWorkbook(bytes: Buffer, into: Parts): Promise<Extracted> {
  const zipped = bytes[0] === 0x50 && bytes[1] === 0x4b
  // Files of before Unicode are written in the encoding of a country.
  if (!zipped) set_cptable(await import('@e965/xlsx/dist/cpexcel.full'))
  const entries = zipped ? await neededEntries(bytes) : null
  const book = parseOrWords(entries, bytes)
  if ('text' in book) return book
  const parts: string[] = []
  for (const [i, name] of book.SheetNames.entries()) {
    const hidden = book.Workbook?.Sheets?.[i]?.Hidden ?? 0
    // Only a program can hide a sheet so; it holds what the program needs.
    if (hidden === 2) continue
    const body = readSheet(book.Sheets[name])
    if (body === '') continue
    parts.push(`## ${normaliseLine(name) ?? `Sheet ${i + 1}`}${hidden === 1 ? ' (hidden)' : ''}`, body)
  }
  if (entries !== null) parts.push(cellsFarOut(entries), await drawings(bytes, into))
  const props = book.Props ?? {}
  return {
    text: normaliseText(parts.filter((part) => part !== '').join('\n\n')),
    layout: 'markdown',
    title: normaliseLine(String(props.Title ?? '')),
    author: normaliseLine(String(props.Author ?? '')),
    createdAt: instant(props.CreatedDate),
    updatedAt: instant(props.ModifiedDate),
    labels: String(props.Keywords ?? '')
      .split(/[,;]/)
      .flatMap((word) => normaliseLine(word) ?? []),
    mimeType: mimeTypes.find(([type]) => type.test((book as { bookType?: string }).bookType ?? ''))?.[1] ?? 'application/vnd.ms-excel',
    extractor: extractors.workbook,
    parts: into.done(),
  }
}

const mimeTypes: readonly (readonly [bookType: RegExp, mimeType: string])[] = [
  [/^xls[xma]/, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  [/^xlsb/, 'application/vnd.ms-excel.sheet.binary.macroenabled.12'],
  [/ods/, 'application/vnd.oasis.opendocument.spreadsheet'],
]

const options: ParsingOptions = {
  type: 'buffer',
  dense: true,
  cellDates: true,
  UTC: true,
  cellNF: true,
  cellFormula: false,
  cellHTML: false,
  sheetRows: mostRows,
}

/** A sheet whose tables cannot be made out still has its words: OpenDocument's paragraphs, or what is readable in a binary file. */
function parseOrWords(entries: ReadonlyMap<string, Buffer> | null, bytes: Buffer): WorkBook | Extracted {
  try {
    return parse(entries === null ? bytes : storedZip(entries))
  } catch (error) {
    if (error instanceof ExtractError && error.problem === 'encrypted') throw error
    const text = entries === null ? readableRuns(bytes).join('\n') : paragraphsOf(entries.get('content.xml')?.toString('utf8') ?? '')
    if (text === '') throw error
    if (entries !== null) return words(text, 'application/vnd.oasis.opendocument.spreadsheet')
    return words(`(damaged: only what can still be read in it)\n${text}`, 'application/vnd.ms-excel')
  }
}

const words = (text: string, mimeType: string): Extracted => ({
  text: normaliseText(text),
  layout: 'lines',
  title: null,
  mimeType,
  extractor: extractors.workbook,
})

function parse(bytes: Buffer): WorkBook {
  try {
    return read(bytes, options)
  } catch (cause) {
    const message = String(cause)
    throw new ExtractError(/password|encrypt/i.test(message) ? 'encrypted' : 'corrupt', message.slice(0, 300), cause)
  }
}

async function neededEntries(bytes: Buffer): Promise<ReadonlyMap<string, Buffer>> {
  const zip = await openZip(bytes)
  const entries = new Map<string, Buffer>()
  for (const name of zip.names) {
    if (!neededPart.test(name) || needlessPart.test(name)) continue
    const content = await zip.read(name, mostPart)
    if (content === null) throw new ExtractError('too-complex', `${name} is too large`)
    entries.set(name, name === 'content.xml' ? Buffer.from(withoutRepeats(content.toString('utf8'))) : content)
  }
  return entries
}

/** Of Office Open XML: what stands beyond the rows and columns that are read as tables. */
function cellsFarOut(entries: ReadonlyMap<string, Buffer>): string {
  const shared = entries.get('xl/sharedStrings.xml')?.toString('utf8') ?? ''
  const sheets = [...entries].filter(([name, xml]) => /^xl\/worksheets\/[^/]+\.xml$/i.test(name) && isFarOut.test(dimensionOf(xml)))
  return sheets.flatMap(([, xml]) => farCells(xml.toString('utf8'), shared, mostRows, mostColumns)).join('\n')
}

/** Where a sheet says that it ends, near its beginning: five digits of rows or three letters of columns. */
const dimensionOf = (xml: Buffer): string => /<dimension ref="([^"]*)"/.exec(xml.toString('latin1', 0, 4_096))?.[1] ?? 'ZZZ99999'
const isFarOut = /[A-Z]{3}|\d{5}/

function readSheet(sheet: WorkSheet | undefined): string {
  if (sheet === undefined) return ''
  const cells = ((sheet as { readonly '!data'?: readonly (readonly (CellObject | undefined)[])[] })['!data'] ?? []) as readonly (
    | readonly (CellObject | undefined)[]
    | undefined
  )[]
  const comments: string[] = []
  const rows: SheetRows = Array.from(cells, (row) => {
    if (!row) return null
    return Array.from(row.slice(0, mostColumns), (cell) => {
      if (!cell) return null
      for (const comment of cell.c ?? []) comments.push(commentLine(comment))
      return shown(cell)
    })
  })
  const table = sheetMarkdown(rows)
  const full = (sheet as { readonly '!fullref'?: string })['!fullref']
  const cut = full !== undefined && rows.length >= mostRows && full !== sheet['!ref'] ? `(rows after ${mostRows} are left out)` : ''
  return [table, comments.join('\n'), cut].filter((part) => part !== '').join('\n\n')
}

function commentLine({ a: author, t: text }: { readonly a?: string; readonly t?: string }): string {
  const said = (text ?? '').replace(/\s+/g, ' ').trim()
  return said === '' ? '' : `- ${author && !said.startsWith(author) ? `${author}: ` : ''}${said}`
}

/** A cell as it is shown, but a date as a date and a long number in full. Null for what shows nothing or an error. */
function shown(cell: CellObject): string | null {
  const { t: type, v: value, w: written } = cell
  if (type === 'z' || type === 'e' || value === undefined) return null
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? (written ?? null) : dateText(value, String(cell.z ?? ''))
  if (type === 'n' && (written === undefined || /[#E]/.test(written))) return String(value)
  const text = (type === 'n' ? written! : String(value)).trim()
  return text === '' ? null : text
}

function dateText(date: Date, format: string): string {
  const iso = date.toISOString()
  const time = iso.slice(11, iso.endsWith(':00.000Z') ? 16 : 19)
  // Times of day count from day zero.
  if (date.getUTCFullYear() < 1901 && /h/i.test(format)) return time
  return time === '00:00' ? iso.slice(0, 10) : `${iso.slice(0, 10)} ${time}`
}

/** What is said in text boxes, charts and diagrams that lie over the sheets of an Office Open XML file; embedded documents become parts. */
async function drawings(bytes: Buffer, into: Parts): Promise<string> {
  const file = await openPackage(bytes).catch(() => null)
  if (file === null) return ''
  const names = file.names
    .filter((name) => /^xl\/(drawings\/drawing|charts\/chart|diagrams\/data)\d*\.xml$/i.test(name))
    .slice(0, mostDrawings)
  for (const name of file.names.filter((name) => /^xl\/worksheets\/[^/]+\.(xml|bin)$/i.test(name)).slice(0, mostDrawings)) {
    await addEmbedded(file, await file.related(name), into)
  }
  const texts: string[] = []
  for (const name of names) texts.push(drawingText((await file.part(name)) ?? ''))
  return texts.filter((text) => text !== '').join('\n\n')
}
