import { createMarkdownWriter } from './markdown-writer.ts'
import { readXml, type XmlAttributes } from './read-xml.ts'
import type { Slide } from './slides.ts'
import { createTableStack } from './tables.ts'

/** What styles say about lists and paragraphs. */
export interface OdfStyles {
  /** Whether a list of this style counts at this depth. */
  readonly isOrdered: (style: string, depth: number) => boolean
  readonly isTitle: (style: string) => boolean
}

/** What an OpenDocument body holds, in the order people read it. */
export interface OdfText {
  readonly body: string
  readonly firstHeading: string | null
  readonly slides: readonly Slide[]
  readonly notes: readonly string[]
  readonly comments: readonly string[]
  /** Folders of embedded objects: formulas, charts, sheets. */
  readonly objects: readonly string[]
  /** Headers and footers of the pages, footers of the slides: each text once. */
  readonly furniture: readonly string[]
}

/** Deleted text, former values, scripts, and what is drawn again for programs that lack the object. */
const unread = new Set(
  'text:tracked-changes office:scripts office:script office:forms office:settings office:meta office:font-face-decls script:event-listener text:note-citation text:footnote-citation text:endnote-citation text:index-source text:table-of-content-source text:sort-key text:page-number text:page-count'.split(
    ' ',
  ),
)
const table: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'table:table': 'table',
    'table:table-row': 'tr',
    'table:table-cell': 'td',
    'table:covered-table-cell': 'td',
  }),
)
const asides = new Set([
  'text:note-body',
  'text:footnote-body',
  'text:endnote-body',
  'office:annotation',
  'presentation:notes',
  'draw:text-box',
  'style:master-page',
  'style:header',
  'style:footer',
  'style:header-left',
  'style:footer-left',
  'presentation:footer-decl',
  'presentation:header-decl',
])
const deepest = 40

interface Frame {
  readonly element: string
  readonly tables: ReturnType<typeof createTableStack>
  readonly boxes: string[]
  author: string
  /** How many lists, paragraphs and tables are open. */
  lists: number
  paragraphs: number
  cells: number
}

/** Reads OpenDocument (and its forerunner's) XML in one pass: content, styles, or both in one flat file. */
export function readOdf(xml: string, { isOrdered, isTitle }: OdfStyles): OdfText {
  const slides: Slide[] = []
  const notes: string[] = []
  const comments: string[] = []
  const objects: string[] = []
  const furniture = new Set<string>()
  const page = newFrame('')
  const frames: Frame[] = [page]
  let slide: { title: string; notes: string; comments: string[]; hidden: boolean } | null = null
  let slideFrame: Frame | null = null
  let frameClass = ''
  let unreadName = ''
  let unreadDepth = 0
  let reading = 0
  let listStyle = ''
  let inCreator = false
  let inAlt = false

  const top = () => frames.at(-1)!
  const writer = () => top().tables.writer()
  const finishFrame = (frame: Frame): string => {
    frame.tables.writer().endBlock()
    for (const box of frame.boxes.splice(0)) frame.tables.writer().block(box)
    return frame.tables.finish().finish()
  }
  const open = (name: string, attributes: XmlAttributes) => {
    if (unreadDepth > 0) {
      if (name === unreadName) unreadDepth++
      return
    }
    const prompt = name === 'draw:frame' && attributes.get('presentation:placeholder') === 'true' && slide === null
    if (unread.has(name) || prompt) {
      unreadName = name
      unreadDepth = 1
    } else if (name === 'office:body' || name === 'office:master-styles') reading++
    else if (name === 'draw:page' && slide === null) {
      slide = { title: '', notes: '', comments: [], hidden: /hidden/.test(attributes.get('presentation:visibility') ?? '') }
      slideFrame = newFrame(name)
      frames.push(slideFrame)
    } else if (asides.has(name) && frames.length < deepest) frames.push(newFrame(name))
    else if (name === 'text:h') {
      top().paragraphs++
      writer().endBlock()
      const level = Number(attributes.get('text:outline-level') ?? attributes.get('text:level') ?? 1)
      if (top().cells === 0) writer().heading(Math.min(Math.max(level || 1, 1), 6))
    } else if (name === 'text:p') {
      top().paragraphs++
      writer().endBlock()
      if (top().cells === 0 && isTitle(attributes.get('text:style-name') ?? '')) writer().heading(1)
    } else if (/^text:(list|ordered-list|unordered-list)$/.test(name)) {
      top().lists++
      listStyle = attributes.get('text:style-name') ?? (top().lists > 1 ? listStyle : '')
      if (name === 'text:ordered-list') listStyle = '\0ordered'
    } else if (name === 'text:list-item') {
      const depth = top().lists - 1
      writer().endBlock()
      writer().itemAt(depth, listStyle === '\0ordered' || isOrdered(listStyle, depth))
    } else if (table.has(name)) {
      if (name === 'table:table') top().cells++
      writer().endBlock()
      top().tables.open(table.get(name)!)
    } else if (name === 'text:s') writer().text(' ')
    else if (name === 'text:tab' || name === 'text:tab-stop') writer().text('\t')
    else if (name === 'text:line-break') writer().text('\n')
    else if (name === 'text:ruby-text') writer().text(' ')
    else if (name === 'text:note' || name === 'text:footnote' || name === 'text:endnote') writer().text(`[^${notes.length + 1}]`)
    else if (name === 'draw:frame' || name === 'draw:text-box') frameClass = attributes.get('presentation:class') ?? frameClass
    else if (name === 'svg:title' || name === 'svg:desc') {
      inAlt = true
      writer().text(' ')
    } else if (name === 'dc:creator') inCreator = top().element === 'office:annotation'
    else if (name === 'draw:object') objects.push(attributes.get('xlink:href') ?? '')
  }
  const close = (name: string) => {
    if (unreadDepth > 0) {
      if (name === unreadName) unreadDepth--
      return
    }
    if (name === 'office:body' || name === 'office:master-styles') reading--
    else if (name === 'text:p' || name === 'text:h') {
      top().paragraphs--
      writer().endBlock()
      writer().heading(0)
      for (const box of top().boxes.splice(0)) writer().block(box)
    } else if (/^text:(list|ordered-list|unordered-list)$/.test(name)) {
      top().lists = Math.max(0, top().lists - 1)
      if (top().lists === 0) writer().endLists()
    } else if (table.has(name)) {
      writer().endBlock()
      for (const box of top().boxes.splice(0)) writer().block(box)
      if (name === 'table:table') top().cells--
      top().tables.close(table.get(name)!)
    } else if (name === 'svg:title' || name === 'svg:desc') {
      inAlt = false
      writer().text(' ')
    } else if (name === 'dc:creator') inCreator = false
    else if (name === 'draw:frame') frameClass = ''
    else if (name === 'draw:page' && slide !== null && slideFrame !== null) {
      while (frames.length > 1 && top() !== slideFrame) frames.pop()
      frames.pop()
      slides.push({ ...slide, body: finishFrame(slideFrame) })
      slide = null
      slideFrame = null
    } else if (asides.has(name) && top().element === name) endAside(frames.pop()!)
  }
  const endAside = (frame: Frame) => {
    const text = finishFrame(frame)
    const { element } = frame
    if (element === 'presentation:notes') {
      if (slide !== null) slide.notes = text
    } else if (text === '') return
    else if (element === 'office:annotation') (slide?.comments ?? comments).push(`${frame.author === '' ? '' : `${frame.author}: `}${text}`)
    else if (/^text:.*note-body$/.test(element)) notes.push(text)
    else if (element === 'draw:text-box') {
      if (slide !== null && frameClass === 'title' && slide.title === '') slide.title = text.replace(/\s+/g, ' ')
      else if (top().element === 'draw:page') writer().block(text)
      else top().boxes.push(text)
    } else if (/\p{L}/u.test(text)) furniture.add(text)
  }
  readXml(xml, {
    open,
    close,
    text: (data) => {
      if (unreadDepth > 0 || reading <= 0) return
      if (inCreator) top().author += data
      else if (inAlt || top().paragraphs > 0 || top().element.endsWith('-decl')) writer().text(data.replace(/[ \t\r\n]+/g, ' '))
    },
  })
  while (frames.length > 1) endAside(frames.pop()!)
  return {
    body: finishFrame(page),
    firstHeading: page.tables.finish().firstHeading(),
    slides,
    notes,
    comments,
    objects,
    furniture: [...furniture],
  }
}

const newFrame = (element: string): Frame => ({
  element,
  tables: createTableStack(createMarkdownWriter()),
  boxes: [],
  author: '',
  lists: 0,
  paragraphs: 0,
  cells: 0,
})
