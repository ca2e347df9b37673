import { readXml } from './read-xml.ts'

/** What a paragraph's style says about its place in the text. */
export interface ParagraphStyle {
  /** 1 to 6; 0 for no heading. */
  readonly level: number
  /** The list it is numbered by, or null. */
  readonly list: { readonly id: string; readonly level: number } | null
}

/** Paragraph styles by id. A heading is one by its name in Word's own language or its outline level, or what it is based on. */
export function readStyles(xml: string): ReadonlyMap<string, ParagraphStyle> {
  interface Style {
    name: string
    basedOn: string
    outline: number
    list: string | null
    listLevel: number
  }
  const styles = new Map<string, Style>()
  let style: Style | null = null
  readXml(xml, {
    open: (name, attributes) => {
      const value = attributes.get('w:val') ?? ''
      if (name === 'w:style') {
        style = { name: '', basedOn: '', outline: -1, list: null, listLevel: 0 }
        styles.set(attributes.get('w:styleId') ?? '', style)
      } else if (style === null) return
      else if (name === 'w:name') style.name = value.toLowerCase()
      else if (name === 'w:basedOn') style.basedOn = value
      else if (name === 'w:outlineLvl') style.outline = Number(value)
      else if (name === 'w:numId') style.list = value
      else if (name === 'w:ilvl') style.listLevel = Number(value)
    },
    close: (name) => {
      if (name === 'w:style') style = null
    },
    text: () => undefined,
  })
  const level = (id: string, depth: number): number => {
    const found = styles.get(id)
    if (found === undefined || depth > 20) return 0
    const named = found.name === 'title' ? 1 : Number(/^heading (\d)$/.exec(found.name)?.[1] ?? 0)
    if (named > 0) return Math.min(named, 6)
    if (found.outline >= 0) return found.outline < 9 ? Math.min(found.outline + 1, 6) : 0
    return level(found.basedOn, depth + 1)
  }
  return new Map(
    [...styles].map(([id, { list, listLevel }]) => [
      id,
      { level: level(id, 0), list: list === null ? null : { id: list, level: listLevel } },
    ]),
  )
}

/** Tells whether a list's level counts (`1.`, `a)`) rather than has bullets. */
export type IsOrdered = (list: string, level: number) => boolean

export function readNumbering(xml: string): IsOrdered {
  const kinds = new Map<string, Map<number, string>>()
  const abstractOf = new Map<string, string>()
  let abstract = ''
  let level = 0
  let list = ''
  readXml(xml, {
    open: (name, attributes) => {
      if (name === 'w:abstractNum') {
        abstract = attributes.get('w:abstractNumId') ?? ''
        kinds.set(abstract, new Map())
      } else if (name === 'w:lvl') level = Number(attributes.get('w:ilvl') ?? 0)
      else if (name === 'w:numFmt') kinds.get(abstract)?.set(level, attributes.get('w:val') ?? '')
      else if (name === 'w:num') list = attributes.get('w:numId') ?? ''
      else if (name === 'w:abstractNumId') abstractOf.set(list, attributes.get('w:val') ?? '')
    },
    close: () => undefined,
    text: () => undefined,
  })
  return (id, depth) => {
    const kind = kinds.get(abstractOf.get(id) ?? '')?.get(depth) ?? 'bullet'
    return kind !== 'bullet' && kind !== 'none'
  }
}
