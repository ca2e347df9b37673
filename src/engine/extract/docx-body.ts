import type { IsOrdered, ParagraphStyle } from './docx-styles.ts'
import { createMarkdownWriter } from './markdown-writer.ts'
import { readXml, type XmlAttributes } from './read-xml.ts'
import { createTableStack } from './tables.ts'

/** What paragraphs refer to. */
export interface WordContext {
  readonly styles: ReadonlyMap<string, ParagraphStyle>
  readonly isOrdered: IsOrdered
  /** What else belongs where a relation of this id is named: a chart, a diagram, an embedded page. Markdown or nothing. */
  readonly inserted: (relation: string) => string
}

/** A piece of a Word document: the body, one note, one comment, a header. */
export interface WordStory {
  /** Of a note or comment its id. */
  readonly id: string
  readonly author: string
  readonly markdown: string
  readonly firstHeading: string | null
}

/**
 * Text that was deleted or moved away with changes tracked, what field codes are made of, drawings drawn a second time
 * for old programs, and former formatting.
 */
const unread = new Set(
  'w:del w:moveFrom mc:Fallback w:instrText w:delInstrText w:sdtPr w:pPrChange w:rPrChange w:sectPrChange w:tblPrChange w:numberingChange w:binData'.split(
    ' ',
  ),
)
const stories = new Set(['w:body', 'w:hdr', 'w:ftr', 'w:footnote', 'w:endnote', 'w:comment'])
const table: ReadonlyMap<string, string> = new Map(Object.entries({ 'w:tbl': 'table', 'w:tr': 'tr', 'w:tc': 'td' }))
const deepestFrame = 20

interface Frame {
  readonly tables: ReturnType<typeof createTableStack>
  /** Text boxes anchored in the open paragraph; they follow it. */
  readonly boxes: string[]
  /** How many tables are open. */
  depth: number
  /** The open paragraph is no item of a list. */
  plain: boolean
}

const newFrame = (): Frame => ({ tables: createTableStack(createMarkdownWriter()), boxes: [], depth: 0, plain: true })

/** Reads WordprocessingML in one pass. Tracked insertions are read as text, deletions are not; hidden text is not. */
export function readWordStories(xml: string, context: WordContext): WordStory[] {
  const out: WordStory[] = []
  const frames: Frame[] = []
  let story = { id: '', author: '', separator: false }
  let unreadName = ''
  let unreadDepth = 0
  let inText = false
  let hidden = false
  let inRunProperties = false
  let level = 0
  let list = ''
  let listLevel = 0
  let properties = 0

  const top = () => frames.at(-1)
  const say = (text: string) => top()?.tables.writer().text(text)

  const open = (name: string, attributes: XmlAttributes) => {
    if (unreadDepth > 0) {
      if (name === unreadName) unreadDepth++
      return
    }
    if (unread.has(name)) {
      unreadName = name
      unreadDepth = 1
      return
    }
    if (stories.has(name)) {
      story = { id: attributes.get('w:id') ?? '', author: attributes.get('w:author') ?? '', separator: attributes.has('w:type') }
      frames.push(newFrame())
    } else if (name === 'w:txbxContent' && frames.length > 0 && frames.length < deepestFrame) frames.push(newFrame())
    const frame = top()
    if (frame === undefined) return
    const writer = frame.tables.writer()
    const value = attributes.get('w:val') ?? ''
    if (table.has(name)) {
      writer.endBlock()
      if (name === 'w:tbl') frame.depth++
      frame.tables.open(table.get(name)!)
    } else if (name === 'w:p') {
      writer.endBlock()
      writer.heading(0)
      frame.plain = true
    } else if (name === 'w:pPr') {
      properties++
      level = 0
      list = ''
      listLevel = 0
    } else if (name === 'w:rPr') inRunProperties = true
    else if (properties > 0 && name === 'w:pStyle') {
      const style = context.styles.get(value)
      level = style?.level ?? 0
      if (style?.list) {
        list = style.list.id
        listLevel = style.list.level
      }
    } else if (properties > 0 && name === 'w:numId') list = value
    else if (properties > 0 && name === 'w:ilvl') listLevel = Number(value) || 0
    else if (properties > 0 && name === 'w:outlineLvl') level = Number(value) < 6 ? Number(value) + 1 : 0
    else if (name === 'w:vanish' && inRunProperties && properties === 0) hidden = !/^(0|false|off)$/.test(value)
    else if (name === 'w:t' || name === 'm:t' || name === 'a:t') inText = true
    else if (name === 'w:tab' || name === 'w:ptab') {
      if (properties === 0) say('\t')
    } else if (name === 'w:br' || name === 'w:cr') say('\n')
    else if (name === 'w:noBreakHyphen') say('-')
    else if (name === 'w:footnoteReference') say(`[^${attributes.get('w:id') ?? ''}]`)
    else if (name === 'w:endnoteReference') say(`[^e${attributes.get('w:id') ?? ''}]`)
    else if (name === 'wp:docPr') describe(attributes)
    else if (name === 'v:shape') describe(new Map([['descr', attributes.get('alt') ?? '']]))
    else if (name === 'v:textpath') say(` ${attributes.get('string') ?? ''} `)
    else if (name === 'w:altChunk' || name === 'c:chart' || name === 'dgm:relIds') {
      const inserted = context.inserted(attributes.get('r:id') ?? attributes.get('r:dm') ?? '')
      if (inserted !== '') frame.boxes.push(inserted)
      if (name === 'w:altChunk') endParagraph(frame)
    }
  }
  const describe = (attributes: XmlAttributes) => {
    const alt = (attributes.get('descr') ?? attributes.get('title') ?? '').trim()
    if (alt !== '') say(` ${alt} `)
  }
  const endParagraph = (frame: Frame) => {
    if (frame.plain) frame.tables.writer().endLists()
    frame.tables.writer().endBlock()
    for (const box of frame.boxes.splice(0)) frame.tables.writer().block(box)
  }
  const close = (name: string) => {
    if (unreadDepth > 0) {
      if (name === unreadName) unreadDepth--
      return
    }
    const frame = top()
    if (frame === undefined) return
    if (name === 'w:t' || name === 'm:t' || name === 'a:t') inText = false
    else if (name === 'w:r') hidden = false
    else if (name === 'w:rPr') inRunProperties = false
    else if (name === 'w:pPr') {
      properties = 0
      const writer = frame.tables.writer()
      if (level > 0 && frame.depth === 0) writer.heading(level)
      else if (list !== '' && list !== '0') {
        writer.itemAt(listLevel, context.isOrdered(list, listLevel))
        frame.plain = false
      }
    } else if (name === 'w:p') endParagraph(frame)
    else if (table.has(name)) {
      endParagraph(frame)
      if (name === 'w:tbl') frame.depth--
      frame.tables.close(table.get(name)!)
    } else if (name === 'w:txbxContent' && frames.length > 1) {
      frames.pop()
      const box = finish(frame).markdown
      if (box !== '') top()!.boxes.push(box)
    } else if (stories.has(name)) {
      while (frames.length > 1) frames.pop()
      frames.pop()
      if (!story.separator) out.push({ ...story, ...finish(frame) })
    }
  }
  readXml(xml, {
    open,
    close,
    text: (data) => {
      if (inText && unreadDepth === 0 && !hidden) say(data)
    },
  })
  // A file cut short ends in the middle of its story.
  if (frames.length > 0) out.push({ ...story, ...finish(frames[0]!) })
  return out
}

function finish(frame: Frame): { markdown: string; firstHeading: string | null } {
  frame.tables.writer().endBlock()
  for (const box of frame.boxes.splice(0)) frame.tables.writer().block(box)
  const writer = frame.tables.finish()
  return { markdown: writer.finish(), firstHeading: writer.firstHeading() }
}
