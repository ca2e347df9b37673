import { decodeText } from './decode.ts'
import { ExtractError, type Extracted } from './extracted.ts'
import { extractors } from './extractors.ts'
import { normaliseLine, normaliseText } from './normalise.ts'
import { type OdfStyles, type OdfText, readOdf } from './odf-body.ts'
import { readProperties } from './office-package.ts'
import { readXml } from './read-xml.ts'
import { slidesMarkdown } from './slides.ts'
import { openZip } from './zip-check.ts'

const mostPart = 80 * 1_048_576
const mostObjects = 200

/** An OpenDocument text, presentation or drawing, packed or flat, and their forerunners of OpenOffice 1. */
export async function extractOdf(bytes: Buffer): Promise<Extracted> {
  const { content, styles, meta, part } = bytes[0] === 0x50 ? await unpack(bytes) : await flat(bytes)
  const known = readStyles(`${styles}\n${content}`)
  const text = readOdf(content, known)
  const objects: string[] = []
  for (const href of text.objects.slice(0, mostObjects)) objects.push(objectText(await part(href)))
  const furniture = styles === '' ? text.furniture : readOdf(styles, known).furniture
  const properties = readProperties(meta)
  return {
    ...properties,
    text: normaliseText(whole(text, objects, [...new Set([...text.furniture, ...furniture])])),
    layout: 'markdown',
    title: properties.title ?? text.firstHeading ?? normaliseLine(text.slides.find(({ title }) => title !== '')?.title ?? ''),
    mimeType: `application/vnd.oasis.opendocument.${text.slides.length > 0 ? 'presentation' : 'text'}`,
    extractor: extractors.odf,
  }
}

const oneLine = (text: string) => text.replace(/\s*\n\s*/g, ' ')

function whole({ body, slides, notes, comments }: OdfText, objects: readonly string[], furniture: readonly string[]): string {
  const parts = [
    body,
    slidesMarkdown(slides),
    ...notes.map((note, i) => `[^${i + 1}]: ${oneLine(note)}`),
    comments.length > 0 ? `## Comments\n\n${comments.map((comment) => `- ${oneLine(comment)}`).join('\n')}` : '',
    ...objects,
    ...furniture,
  ]
  return parts.filter((part) => part !== '').join('\n\n')
}

interface Parts {
  readonly content: string
  readonly styles: string
  readonly meta: string
  /** The content of an embedded object by its address. */
  part(href: string): Promise<string>
}

async function unpack(bytes: Buffer): Promise<Parts> {
  const zip = await openZip(bytes)
  const read = async (name: string): Promise<string> => {
    const content = await zip.read(name, mostPart)
    if (content === null && zip.names.has(name)) throw new ExtractError('too-complex', `${name} is too large`)
    return content === null ? '' : ((await decodeText(content)) ?? '')
  }
  if ((await read('META-INF/manifest.xml')).includes('encryption-data'))
    throw new ExtractError('encrypted', 'OpenDocument file with a password')
  if (!zip.names.has('content.xml')) throw new ExtractError('corrupt', 'no content part')
  return {
    content: await read('content.xml'),
    styles: await read('styles.xml'),
    meta: await read('meta.xml'),
    part: (href) => read(`${href.replace(/^\.?\/+/, '')}/content.xml`),
  }
}

async function flat(bytes: Buffer): Promise<Parts> {
  const xml = await decodeText(bytes)
  if (xml === null || !/<office:document[\s>]/.test(xml.slice(0, 65_536))) throw new ExtractError('corrupt', 'no OpenDocument file')
  const meta = /<office:meta>[\s\S]{0,100000}?<\/office:meta>/.exec(xml)?.[0] ?? ''
  return { content: xml, styles: '', meta, part: () => Promise.resolve('') }
}

/** Which list styles count, level by level, and which paragraph styles are the title's. */
function readStyles(xml: string): OdfStyles {
  const ordered = new Map<string, Set<number>>()
  const titles = new Set(['Title'])
  let list = ''
  readXml(xml, {
    open: (name, attributes) => {
      if (name === 'text:list-style') list = attributes.get('style:name') ?? ''
      else if (name === 'text:list-level-style-number' && attributes.get('style:num-format')) {
        ordered.set(list, (ordered.get(list) ?? new Set()).add(Number(attributes.get('text:level') ?? 1) - 1))
      } else if (
        name === 'style:style' &&
        titles.has(attributes.get('style:parent-style-name') ?? '') &&
        attributes.get('style:name') !== 'Subtitle'
      ) {
        titles.add(attributes.get('style:name') ?? '')
      }
    },
    close: () => undefined,
    text: () => undefined,
  })
  return { isOrdered: (style, depth) => ordered.get(style)?.has(depth) ?? false, isTitle: (style) => titles.has(style) }
}

/** The words of a formula (as it was typed) or of a chart. */
function objectText(xml: string): string {
  const words: string[] = []
  let open = 0
  readXml(xml, {
    open: (name) => {
      if (name === 'text:p' || name.endsWith('annotation')) {
        open++
        words.push('')
      }
    },
    close: (name) => {
      if (name === 'text:p' || name.endsWith('annotation')) open--
    },
    text: (data) => {
      if (open > 0) words[words.length - 1] += data
    },
  })
  const said = [...new Set(words.map((word) => word.trim()))].filter((word) => /\p{L}/u.test(word))
  return said.join(' · ')
}
