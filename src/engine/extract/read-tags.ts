import { Tokenizer } from 'htmlparser2'

export interface TagHandler {
  /** Names are lower case. Of an attribute given twice the first counts; values are decoded. */
  open(name: string, attributes: ReadonlyMap<string, string>): void
  close(name: string): void
  /** Decoded. A text may come in several parts. */
  text(data: string): void
}

const none: ReadonlyMap<string, string> = new Map()
/** Attributes beyond these are not looked at. */
const mostAttributes = 100

/**
 * Reads the tags and the text of HTML in order. It is the tokenizer alone, without the parser above it, whose list of
 * open elements makes a hundred thousand nested ones quadratic.
 */
export function readTags(html: string, handler: TagHandler): void {
  let name = ''
  let attributes: Map<string, string> | null = null
  let attribute = ''
  let value = ''
  const openTag = () => {
    handler.open(name, attributes ?? none)
    attributes = null
  }
  const tokenizer = new Tokenizer(
    { xmlMode: false, decodeEntities: true },
    {
      onopentagname: (start, end) => {
        name = html.slice(start, end).toLowerCase()
        attributes = null
      },
      onattribname: (start, end) => {
        attribute = html.slice(start, end).toLowerCase()
        value = ''
      },
      onattribdata: (start, end) => {
        value += html.slice(start, end)
      },
      onattribentity: (code) => {
        value += String.fromCodePoint(code)
      },
      onattribend: () => {
        attributes ??= new Map()
        if (attributes.size < mostAttributes && !attributes.has(attribute)) attributes.set(attribute, value)
      },
      onopentagend: openTag,
      onselfclosingtag: () => {
        openTag()
        // Only drawings may be closed so; on anything else HTML ignores the slash.
        if (name === 'svg') handler.close(name)
      },
      onclosetag: (start, end) => handler.close(html.slice(start, end).toLowerCase()),
      ontext: (start, end) => handler.text(html.slice(start, end)),
      ontextentity: (code) => handler.text(String.fromCodePoint(code)),
      oncdata: () => undefined,
      oncomment: () => undefined,
      ondeclaration: () => undefined,
      onprocessinginstruction: () => undefined,
      onend: () => undefined,
    },
  )
  tokenizer.write(html)
  tokenizer.end()
}
