import { decodeText } from './decode.ts'
import { ExtractError, type Extracted } from './extracted.ts'
import { extractors } from './extractors.ts'
import { htmlToMarkdown } from './html-to-markdown.ts'
import { mostText } from './limits.ts'
import { normaliseText } from './normalise.ts'
import { readProperties } from './office-package.ts'
import { readXml } from './read-xml.ts'
import { openZip, type ZipDirectory } from './zip-check.ts'

const mostPart = 16 * 1_048_576
const mostChapters = 5_000

/** An EPUB book: its chapters in the order they are read; title, author and subjects from its package. */
export async function extractEpub(bytes: Buffer, onPages: (pages: number) => void): Promise<Extracted> {
  const zip = await openZip(bytes)
  const read = async (name: string): Promise<string | null> => {
    const content = await zip.read(name, mostPart)
    return content === null ? null : await decodeText(content)
  }
  const opf = await packagePath(zip, read)
  const manifest = opf === null ? null : await read(opf)
  if (opf === null || manifest === null) throw new ExtractError('corrupt', 'no package')
  const locked = await lockedParts(read)
  const parts: string[] = []
  let units = 0
  let closed = 0
  for (const chapter of chapters(manifest, opf).slice(0, mostChapters)) {
    if (units > mostText) break
    if (locked.has(chapter)) closed++
    else {
      const markdown = htmlToMarkdown((await read(chapter)) ?? '').markdown
      if (markdown !== '') parts.push(markdown)
      units += markdown.length
    }
    if (parts.length % 50 === 0) onPages(parts.length)
  }
  if (parts.length === 0 && closed > 0) throw new ExtractError('encrypted', 'book with copy protection')
  const properties = readProperties(manifest)
  return {
    ...properties,
    text: normaliseText(parts.join('\n\n')),
    layout: 'markdown',
    // A book's own date is when it came out.
    createdAt: properties.createdAt ?? properties.updatedAt,
    updatedAt: null,
    mimeType: 'application/epub+zip',
    extractor: extractors.epub,
  }
}

type Read = (name: string) => Promise<string | null>

async function packagePath(zip: ZipDirectory, read: Read): Promise<string | null> {
  let path: string | null = null
  readXml((await read('META-INF/container.xml')) ?? '', {
    open: (name, attributes) => {
      if (name.endsWith('rootfile')) path ??= attributes.get('full-path') ?? null
    },
    close: () => undefined,
    text: () => undefined,
  })
  return path ?? [...zip.names].find((name) => /\.opf$/i.test(name)) ?? null
}

/** The parts of the book in reading order, each once. */
function chapters(manifest: string, opf: string): string[] {
  const folder = opf.slice(0, opf.lastIndexOf('/') + 1)
  const files = new Map<string, string>()
  const order: string[] = []
  readXml(manifest, {
    open: (name, attributes) => {
      if (/(^|:)item$/.test(name)) {
        if (/x?html|xml/.test(attributes.get('media-type') ?? '')) files.set(attributes.get('id') ?? '', attributes.get('href') ?? '')
      } else if (/(^|:)itemref$/.test(name)) order.push(attributes.get('idref') ?? '')
    },
    close: () => undefined,
    text: () => undefined,
  })
  return [...new Set(order.flatMap((id) => files.get(id) ?? []))].map((href) => resolve(folder, href))
}

function resolve(folder: string, href: string): string {
  const path: string[] = []
  for (const step of `${folder}${decode(href.split('#')[0]!)}`.split('/')) {
    if (step === '..') path.pop()
    else if (step !== '.' && step !== '') path.push(step)
  }
  return path.join('/')
}

function decode(href: string): string {
  try {
    return decodeURIComponent(href)
  } catch {
    return href
  }
}

/** Parts that are encrypted. Fonts are in many books, by a method that hides nothing. */
async function lockedParts(read: Read): Promise<ReadonlySet<string>> {
  const locked = new Set<string>()
  readXml((await read('META-INF/encryption.xml')) ?? '', {
    open: (name, attributes) => {
      if (name.endsWith('CipherReference')) locked.add(decode(attributes.get('URI') ?? ''))
    },
    close: () => undefined,
    text: () => undefined,
  })
  return locked
}
