import { drawingText } from './drawing-text.ts'
import { addEmbedded } from './embedded.ts'
import { ExtractError, type Extracted } from './extracted.ts'
import { extractors } from './extractors.ts'
import type { About } from './formats.ts'
import { normaliseLine, normaliseText } from './normalise.ts'
import { type OfficePackage, openPackage, type Relation } from './office-package.ts'
import type { Parts } from './parts.ts'
import { readSlide } from './pptx-slide.ts'
import { readXml } from './read-xml.ts'
import { type Slide, slidesMarkdown } from './slides.ts'

const mostSlides = 5_000

/** A PowerPoint presentation: its slides in order, each with title, text, tables, notes and comments. */
export async function extractPptx(bytes: Buffer, { onPages, parts }: Pick<About, 'onPages' | 'parts'>): Promise<Extracted> {
  const file = await openPackage(bytes)
  const presentation = await file.part(file.main)
  if (presentation === null) throw new ExtractError('corrupt', 'no presentation part')
  const relations = await file.related(file.main)
  const targets = new Map(relations.map(({ id, target }) => [id, target]))
  const deck: Deck = { file, authors: await readAuthors(file, relations), furniture: new Set(), layouts: new Set(), parts }
  const slides: Slide[] = []
  for (const id of slideOrder(presentation).slice(0, mostSlides)) {
    const target = targets.get(id)
    const xml = target === undefined ? null : await file.part(target)
    if (xml !== null) slides.push(await readWhole(deck, target!, xml))
    if (slides.length % 50 === 0) onPages(slides.length)
  }
  const properties = await file.properties()
  return {
    ...properties,
    text: normaliseText([slidesMarkdown(slides), ...deck.furniture].filter((part) => part !== '').join('\n\n')),
    layout: 'markdown',
    title: usefulTitle(properties.title) ?? normaliseLine(slides.find(({ title }) => title !== '')?.title ?? ''),
    mimeType: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
    extractor: extractors.pptx,
    parts: parts.done(),
  }
}

/** PowerPoint titles everything so, in the language of whoever made the template. */
const usefulTitle = (title: string | null) =>
  title === null || /^(powerpoint[ -]|slide 1$|no slide title|diapositiva|presentation\d*$)/i.test(title) ? null : title

function slideOrder(presentation: string): string[] {
  const ids: string[] = []
  readXml(presentation, {
    open: (name, attributes) => {
      if (name === 'p:sldId') ids.push(attributes.get('r:id') ?? '')
    },
    close: () => undefined,
    text: () => undefined,
  })
  return ids
}

/** What all slides of a presentation share. */
interface Deck {
  readonly file: OfficePackage
  readonly authors: ReadonlyMap<string, string>
  readonly furniture: Set<string>
  /** Layouts that were read already. */
  readonly layouts: Set<string>
  readonly parts: Parts
}

/** A slide with all that belongs to it. What it shows of its layout and master, and its footer, is added to `furniture`. */
async function readWhole({ file, authors, furniture, layouts, parts }: Deck, part: string, xml: string): Promise<Slide> {
  const inserted = new Map<string, string>()
  let notes = ''
  const comments: string[] = []
  const relations = await file.related(part)
  for (const { id, type, target, external } of relations) {
    if (external) continue
    if (type === 'chart' || type === 'diagramData') inserted.set(id, drawingText((await file.part(target)) ?? ''))
    else if (type === 'notesSlide') notes = readSlide((await file.part(target)) ?? '', () => '').body
    else if (type === 'slideLayout' && !layouts.has(target)) {
      layouts.add(target)
      for (const said of await readLayout(file, target)) furniture.add(said)
    } else if (type === 'comments') comments.push(...readComments((await file.part(target)) ?? '', authors))
  }
  await addEmbedded(file, relations, parts)
  const { footer, ...slide } = readSlide(xml, (id) => inserted.get(id) ?? '')
  if (footer !== '') furniture.add(footer)
  return { ...slide, notes: notes.replace(/^- /gm, ''), comments }
}

/** What a layout and its master put on every slide, such as a company's name. */
async function readLayout(file: OfficePackage, part: string): Promise<readonly string[]> {
  const master = (await file.related(part)).find(({ type }) => type === 'slideMaster')?.target
  const said: string[] = []
  for (const name of [part, ...(master === undefined ? [] : [master])]) {
    said.push(readSlide((await file.part(name)) ?? '', () => '', false).body)
  }
  return said.filter((body) => /\p{L}/u.test(body))
}

/** Names of those who commented, by their number or id. */
async function readAuthors(file: OfficePackage, relations: readonly Relation[]): Promise<ReadonlyMap<string, string>> {
  const authors = new Map<string, string>()
  for (const { target } of relations.filter(({ type }) => type === 'commentAuthors' || type === 'authors')) {
    readXml((await file.part(target)) ?? '', {
      open: (name, attributes) => {
        if (/(:cmAuthor|:author)$/.test(name)) authors.set(attributes.get('id') ?? '', attributes.get('name') ?? '')
      },
      close: () => undefined,
      text: () => undefined,
    })
  }
  return authors
}

/** Comments of either kind: those of old with their text in one element, those of 2021 with paragraphs and replies. */
function readComments(xml: string, authors: ReadonlyMap<string, string>): string[] {
  const comments: string[] = []
  let author = ''
  let text = ''
  let inText = false
  const end = () => {
    if (text.trim() !== '') comments.push(`${author === '' ? '' : `${author}: `}${text.trim()}`)
    text = ''
  }
  readXml(xml, {
    open: (name, attributes) => {
      if (/:(cm|reply)$/.test(name)) {
        end()
        author = authors.get(attributes.get('authorId') ?? '') ?? ''
      } else if (name === 'p:text' || name === 'a:t') inText = true
    },
    close: (name) => {
      if (name === 'p:text' || name === 'a:t') inText = false
      else if (name === 'a:p') text += ' '
    },
    text: (data) => {
      if (inText) text += data
    },
  })
  end()
  return comments
}
