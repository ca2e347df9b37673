import { createMarkdownWriter } from './markdown-writer.ts'
import { readXml } from './read-xml.ts'
import { createTableStack } from './tables.ts'

export interface SlideText {
  readonly title: string
  readonly body: string
  readonly hidden: boolean
  /** What stands at the foot of this and other slides. */
  readonly footer: string
}

/** Numbers, dates and headers that stand on every slide alike, and the picture of the slide on its notes. */
const unread = new Set(['sldNum', 'dt', 'hdr', 'sldImg'])
const table: ReadonlyMap<string, string> = new Map(Object.entries({ 'a:tbl': 'table', 'a:tr': 'tr', 'a:tc': 'td' }))
const pictures = new Set(['p:pic', 'p:graphicFrame'])

/**
 * A slide or its notes (PresentationML), shapes in the order they are drawn. `inserted` gives what a chart or diagram of
 * this relation says. Of a layout or master the placeholders are prompts, and are left out by `placeholders: false`.
 */
export function readSlide(xml: string, inserted: (relation: string) => string, placeholders = true): SlideText {
  const tables = createTableStack(createMarkdownWriter())
  let title = ''
  let footer = ''
  let hidden = false
  let kind = ''
  let inText = false
  let fallback = 0
  let inTable = 0
  let depth = 0

  const skipped = () => fallback > 0 || unread.has(kind) || (!placeholders && kind !== '')
  const isTitle = () => kind === 'title' || kind === 'ctrTitle'
  const say = (text: string) => {
    if (skipped()) return
    if (kind === 'ftr') footer += text
    else if (isTitle()) title += text
    else tables.writer().text(text)
  }
  readXml(xml, {
    open: (name, attributes) => {
      if (name === 'mc:Fallback') fallback++
      if (fallback > 0) return
      if (name === 'p:sld') hidden = /^(0|false)$/.test(attributes.get('show') ?? '')
      else if (name === 'p:sp' || pictures.has(name)) kind = ''
      else if (name === 'p:cNvPr') {
        const alt = (attributes.get('descr') ?? '').trim()
        if (alt !== '' && !/^[^\s]+\.(png|jpe?g|gif|emf|wmf|tiff?|bmp|svg)$/i.test(alt)) tables.writer().block(alt)
      } else if (name === 'p:ph') kind = attributes.get('type') ?? 'obj'
      else if (table.has(name)) {
        if (name === 'a:tbl') inTable++
        tables.writer().endBlock()
        tables.open(table.get(name)!)
      } else if (name === 'a:p') depth = 0
      else if (name === 'a:pPr') depth = Number(attributes.get('lvl') ?? 0)
      else if (name === 'a:t') inText = true
      else if (name === 'a:br') say(isTitle() ? ' ' : '\n')
      else if (name === 'a:tab') say(' ')
      else if (name === 'c:chart' || name === 'dgm:relIds') {
        const words = inserted(attributes.get('r:id') ?? attributes.get('r:dm') ?? '')
        if (words !== '') tables.writer().block(words)
      }
    },
    close: (name) => {
      if (name === 'mc:Fallback') fallback = Math.max(0, fallback - 1)
      if (fallback > 0) return
      if (name === 'a:t') inText = false
      else if (name === 'a:p') {
        if (isTitle()) title += ' '
        else if (!skipped()) {
          const writer = tables.writer()
          // Outline placeholders are lists wherever somebody wrote into them.
          if (inTable === 0 && (kind === 'body' || kind === 'obj')) writer.itemAt(depth, false)
          else writer.endLists()
          writer.endBlock()
        }
      } else if (name === 'p:sp') kind = ''
      else if (table.has(name)) {
        if (name === 'a:tbl') inTable--
        tables.writer().endBlock()
        tables.close(table.get(name)!)
      }
    },
    text: (data) => {
      if (inText) say(data)
    },
  })
  return { title: title.trim(), body: tables.finish().finish(), hidden, footer: footer.trim() }
}
