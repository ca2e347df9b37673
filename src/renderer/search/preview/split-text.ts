/** A part of a text that is laid out by itself, so that a long document never holds the window up. */
export interface Block {
  /** Where it begins in the document's text, in UTF-16 units. */
  readonly start: number
  readonly text: string
  /** What must stand before it to be read as what it is: a table's head, a fence. Not part of the document there. */
  readonly prefix: string
  readonly suffix: string
}

export type Layout = 'markdown' | 'code' | 'plain'

/** From so many units on a block ends at the next good place, and at `most` anywhere. */
const enough = 3_000
const most = 12_000
const fence = /^ {0,3}(```+|~~~+)\s*([\w+#.-]*)/
const goesOn = /^(\s|[-*+>|]|\d+[.)])/

/** Cuts a text where nothing that belongs together is parted; `start` is where the text begins in its document. */
export function splitText(text: string, start: number, layout: Layout): readonly Block[] {
  return layout === 'markdown' ? splitMarkdown(text, start) : splitLines(text, start, layout === 'code' ? 6_000 : enough)
}

function splitLines(text: string, start: number, size: number): readonly Block[] {
  const blocks: Block[] = []
  for (let at = 0; at < text.length; ) {
    const line = text.indexOf('\n', at + size)
    const end = line < 0 ? (text.length - at > most ? at + most : text.length) : Math.min(line + 1, at + most)
    blocks.push({ start: start + at, text: text.slice(at, end), prefix: '', suffix: '' })
    at = end
  }
  return blocks
}

function splitMarkdown(text: string, start: number): readonly Block[] {
  const blocks: Block[] = []
  let from = 0
  let prefix = ''
  let open: { readonly mark: string; readonly line: string } | null = null
  let table: string | null = null
  const cut = (at: number, next: string, suffix = '') => {
    if (at > from) blocks.push({ start: start + from, text: text.slice(from, at), prefix, suffix })
    from = at
    prefix = next
  }
  let before = ''
  for (let at = 0; at < text.length; ) {
    const newline = text.indexOf('\n', at)
    const end = newline < 0 ? text.length : newline + 1
    const line = text.slice(at, newline < 0 ? end : newline)
    const size = at - from
    const mark = fence.exec(line)?.[1]
    const isRow = line.startsWith('|') && open === null
    if (isRow && table === null) table = `${line}\n${text.slice(end, text.indexOf('\n', end) + 1)}`
    if (!isRow) table = null
    if (open !== null) {
      if (size >= most) cut(at, `${open.line}\n`, `\n${open.mark}\n`)
    } else if (table !== null && size >= enough && !table.startsWith(line)) cut(at, table)
    else if (size >= enough && before.trim() === '' && line.trim() !== '' && !goesOn.test(line)) cut(at, '')
    else if (size >= most && table === null) cut(at, '')
    if (mark !== undefined) open = open === null ? { mark, line } : mark.startsWith(open.mark) ? null : open
    // A line that is longer than a block itself: a text without line ends.
    for (let long = at + most; end - long > 0 && end - at > 2 * most; long += most) cut(long, '')
    before = line
    at = end
  }
  cut(text.length, '')
  return blocks
}
