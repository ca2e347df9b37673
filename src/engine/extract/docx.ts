import mammoth from 'mammoth'
import { ExtractError, type Extracted } from './extracted.ts'
import { extractors } from './extractors.ts'
import { instant } from './front-matter.ts'
import { htmlToMarkdown } from './html-to-markdown.ts'
import { normaliseLine, normaliseText } from './normalise.ts'
import { openZip } from './zip-check.ts'

/** The main part's size where the reader's tree outgrows a child's memory; a book of 1,000 pages stays below it. */
const mostMainPart = 40 * 1_048_576

/** A Word document: text with headings, lists, tables and notes; title, author and dates from its properties. */
export async function extractDocx(bytes: Buffer): Promise<Extracted> {
  const zip = await openZip(bytes)
  if (zip.names.has('word/document.xml') && (await zip.read('word/document.xml', mostMainPart)) === null) {
    throw new ExtractError('too-complex', 'main part too large')
  }
  const { value: html } = await mammoth
    .convertToHtml(
      { buffer: bytes },
      {
        convertImage: mammoth.images.imgElement(() => Promise.resolve({ src: '' })),
        includeEmbeddedStyleMap: false,
        externalFileAccess: false,
      },
    )
    .catch((error: unknown) => {
      throw new ExtractError('corrupt', String(error), error)
    })
  const { markdown, firstHeading } = htmlToMarkdown(html)
  const core = (await zip.read('docProps/core.xml', 1_048_576).catch(() => null))?.toString('utf8') ?? ''
  const property = (tag: string) => normaliseLine(decodeXml(new RegExp(`<${tag}[^>]*>([^<]{1,2000})</${tag}>`).exec(core)?.[1] ?? ''))
  return {
    text: normaliseText(markdown),
    layout: 'markdown',
    title: property('dc:title') ?? firstHeading,
    author: property('dc:creator'),
    createdAt: instant(property('dcterms:created')),
    updatedAt: instant(property('dcterms:modified')),
    labels: (property('cp:keywords') ?? '').split(/[,;]/).flatMap((word) => normaliseLine(word) ?? []),
    mimeType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    extractor: extractors.docx,
  }
}

const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

/** The five entities of XML and numbers; anything else a document defines is left alone. */
function decodeXml(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([\da-fA-F]{1,6})|(\w{2,4}));/g, (all, decimal, hex, name) => {
    if (name) return named[name] ?? all
    const code = decimal ? Number(decimal) : Number.parseInt(hex, 16)
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ''
  })
}
