import { decodeText } from './decode.ts'
import { readWordStories, type WordContext, type WordStory } from './docx-body.ts'
import { readNumbering, readStyles } from './docx-styles.ts'
import { drawingText } from './drawing-text.ts'
import { addEmbedded } from './embedded.ts'
import { ExtractError, type Extracted } from './extracted.ts'
import { extractors } from './extractors.ts'
import { htmlToMarkdown } from './html-to-markdown.ts'
import { normaliseText } from './normalise.ts'
import { type OfficePackage, openPackage, type Relation } from './office-package.ts'
import type { Parts } from './parts.ts'

/** More headers and footers than this repeat themselves. */
const mostFurniture = 60

/** A Word document: its body, then notes, comments, headers and footers; title, author and dates from its properties. */
export async function extractDocx(bytes: Buffer, parts: Parts): Promise<Extracted> {
  const file = await openPackage(bytes)
  const body = await file.part(file.main)
  if (body === null) throw new ExtractError('corrupt', 'no document part')
  const relations = await file.related(file.main)
  const partOf = async (type: string) => {
    const target = relations.find((relation) => relation.type === type)?.target
    return target === undefined ? '' : ((await file.part(target)) ?? '')
  }
  const inserted = await readInserted(file, relations)
  const context: WordContext = {
    styles: readStyles(await partOf('styles')),
    isOrdered: readNumbering(await partOf('numbering')),
    inserted: (id) => inserted.get(id) ?? '',
  }
  const [main] = readWordStories(body, context)
  if (main === undefined) throw new ExtractError('corrupt', 'no body')
  const read = async (type: string) => readWordStories(await partOf(type), context)
  const text = [
    main.markdown,
    notes(await read('footnotes'), ''),
    notes(await read('endnotes'), 'e'),
    comments(await read('comments')),
    await furniture(file, relations, context),
  ]
  await addEmbedded(file, relations, parts)
  const properties = await file.properties()
  return {
    ...properties,
    text: normaliseText(text.filter((part) => part !== '').join('\n\n')),
    layout: 'markdown',
    title: properties.title ?? main.firstHeading,
    mimeType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    extractor: extractors.docx,
    parts: parts.done(),
  }
}

const oneLine = (text: string) => text.replace(/\s*\n\s*/g, ' ')

const notes = (stories: readonly WordStory[], mark: string): string =>
  stories
    .filter(({ markdown }) => markdown !== '')
    .map(({ id, markdown }) => `[^${mark}${id}]: ${oneLine(markdown)}`)
    .join('\n\n')

function comments(stories: readonly WordStory[]): string {
  const said = stories.filter(({ markdown }) => markdown !== '')
  if (said.length === 0) return ''
  return `## Comments\n\n${said.map(({ author, markdown }) => `- ${author === '' ? '' : `${author}: `}${oneLine(markdown)}`).join('\n')}`
}

/** Headers and footers, each text once, whichever pages they stand on. Those of numbers alone say nothing. */
async function furniture(file: OfficePackage, relations: readonly Relation[], context: WordContext): Promise<string> {
  const said = new Set<string>()
  for (const { target } of relations.filter(({ type }) => type === 'header' || type === 'footer').slice(0, mostFurniture)) {
    for (const { markdown } of readWordStories((await file.part(target)) ?? '', context)) if (/\p{L}/u.test(markdown)) said.add(markdown)
  }
  return [...said].join('\n\n')
}

/** Charts, diagrams and pages of other formats that the body has within it, by the id it calls them. */
async function readInserted(file: OfficePackage, relations: readonly Relation[]): Promise<ReadonlyMap<string, string>> {
  const inserted = new Map<string, string>()
  for (const { id, type, target, external } of relations) {
    if (external) continue
    if (type === 'chart' || type === 'diagramData') inserted.set(id, drawingText((await file.part(target)) ?? ''))
    else if (type === 'aFChunk') inserted.set(id, await readChunk(file, target))
  }
  return inserted
}

async function readChunk(file: OfficePackage, target: string): Promise<string> {
  const content = (await file.part(target)) ?? ''
  if (/^\s*PK/.test(content)) return ''
  if (/\.(x?html?)$/i.test(target) || /<(html|body|p)[\s>]/i.test(content.slice(0, 2000))) return htmlToMarkdown(content).markdown
  return (await decodeText(Buffer.from(content))) ?? ''
}
