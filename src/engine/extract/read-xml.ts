import { Tokenizer } from 'htmlparser2'

/** Attributes of an element by prefixed name; values are decoded. */
export type XmlAttributes = ReadonlyMap<string, string>

export interface XmlHandler {
  /** Names carry the usual prefix of their namespace, whatever the file calls it: `w:p`, `text:p`. */
  open(name: string, attributes: XmlAttributes): void
  close(name: string): void
  /** Decoded. A text may come in several parts. */
  text(data: string): void
}

const none: XmlAttributes = new Map()

/** The prefix that everybody uses for a namespace; files may choose their own. Strict OOXML has other addresses. */
const usual: readonly (readonly [namespace: RegExp, prefix: string])[] = [
  [/\/wordprocessingml\/(2006\/)?main$/, 'w'],
  [/\/presentationml\/(2006\/)?main$/, 'p'],
  [/\/drawingml\/(2006\/)?main$/, 'a'],
  [/\/drawingml\/(2006\/)?chart$/, 'c'],
  [/\/drawingml\/(2006\/)?diagram$/, 'dgm'],
  [/\/drawingml\/(2006\/)?wordprocessingDrawing$/, 'wp'],
  [/\/officeDocument\/(2006\/)?relationships$/, 'r'],
  [/\/officeDocument\/(2006\/)?math$/, 'm'],
  [/\/markup-compatibility\/2006$/, 'mc'],
  [/opendocument:xmlns:drawing:|openoffice\.org\/2000\/drawing$/, 'draw'],
  [/opendocument:xmlns:svg-compatible:/, 'svg'],
  [/opendocument:xmlns:(text|table|office|style|presentation|meta):/, '$1'],
  [/openoffice\.org\/2000\/(text|table|office|style|presentation|meta)$/, '$1'],
  [/purl\.org\/dc\/elements\/1\.[01]\/?$/, 'dc'],
]

function usualPrefix(namespace: string, given: string): string {
  for (const [pattern, prefix] of usual) {
    const match = pattern.exec(namespace)
    if (match !== null) return prefix === '$1' ? match[1]! : prefix
  }
  return given
}

/**
 * Reads XML in order, without a tree: depth and size cost nothing but time. A document type and the entities it defines
 * are passed over, so nothing outside is ever read and nothing grows. What is not well-formed is read as far as it goes.
 */
export function readXml(xml: string, handler: XmlHandler): void {
  const prefixes = new Map<string, string>()
  let raw = ''
  let attributes: Map<string, string> | null = null
  let attribute = ''
  let value = ''

  const named = (name: string, element: boolean): string => {
    const colon = name.indexOf(':')
    if (colon < 0) {
      const prefix = element ? (prefixes.get('') ?? '') : ''
      return prefix === '' ? name : `${prefix}:${name}`
    }
    const prefix = prefixes.get(name.slice(0, colon))
    return prefix === undefined ? name : `${prefix}${name.slice(colon)}`
  }
  const declare = (name: string, namespace: string) => {
    const given = name === 'xmlns' ? '' : name.slice(6)
    if (!prefixes.has(given)) prefixes.set(given, usualPrefix(namespace, given))
  }
  const openTag = (): string => {
    let all: XmlAttributes = none
    if (attributes !== null) {
      for (const [name, declared] of attributes) if (name.startsWith('xmlns')) declare(name, declared)
      all = new Map([...attributes].map(([name, content]) => [named(name, false), content]))
    }
    attributes = null
    const name = named(raw, true)
    handler.open(name, all)
    return name
  }
  const tokenizer = new Tokenizer(
    { xmlMode: true, decodeEntities: true },
    {
      onopentagname: (start, end) => {
        raw = xml.slice(start, end)
        attributes = null
      },
      onattribname: (start, end) => {
        attribute = xml.slice(start, end)
        value = ''
      },
      onattribdata: (start, end) => {
        value += xml.slice(start, end)
      },
      onattribentity: (code) => {
        value += String.fromCodePoint(code)
      },
      onattribend: () => {
        attributes ??= new Map()
        attributes.set(attribute, value)
      },
      onopentagend: openTag,
      onselfclosingtag: () => handler.close(openTag()),
      onclosetag: (start, end) => handler.close(named(xml.slice(start, end).trim(), true)),
      ontext: (start, end) => handler.text(xml.slice(start, end)),
      ontextentity: (code) => handler.text(String.fromCodePoint(code)),
      oncdata: (start, end, offset) => handler.text(xml.slice(start, end - offset)),
      oncomment: () => undefined,
      ondeclaration: () => undefined,
      onprocessinginstruction: () => undefined,
      onend: () => undefined,
    },
  )
  tokenizer.write(xml)
  tokenizer.end()
}
