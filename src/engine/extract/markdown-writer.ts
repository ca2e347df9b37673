const LONGEST_HEADING = 250
const DEEPEST_LIST = 8

export type MarkdownWriter = ReturnType<typeof createMarkdownWriter>

/** Collects words and block borders, in reading order, into Markdown. Blocks never nest beyond an indent, so nothing can overflow. */
export function createMarkdownWriter() {
  const blocks: string[] = []
  const lists: { ordered: boolean; count: number }[] = []
  let inline: string[] = []
  let level = 0
  let marker = ''
  let quotes = 0
  let pre = 0
  let heading: string | null = null
  let tight = false

  const push = (block: string, item: boolean) => {
    if (blocks.length > 0) blocks.push(item && tight ? '\n' : '\n\n')
    blocks.push(block)
    tight = item
  }
  const indent = () => '  '.repeat(Math.min(Math.max(lists.length - 1, 0), DEEPEST_LIST))
  const endBlock = () => {
    if (pre > 0) return
    const text = inline
      .join('')
      .replace(/ *\n */g, '\n')
      .replace(/ {2,}/g, ' ')
      .trim()
    inline = []
    if (text === '') return
    if (level > 0 && text.length <= LONGEST_HEADING) {
      const title = text.replace(/\s+/g, ' ')
      heading ??= title
      push(`${'#'.repeat(level)} ${title}`, false)
      return
    }
    const inList = lists.length > 0
    const lead = marker !== '' ? marker : inList ? `${indent()}  ` : ''
    const rest = inList ? `${indent()}  ` : ''
    marker = ''
    const lines = text.split('\n')
    const quote = quotes > 0 ? '> ' : ''
    push(lines.map((line, i) => quote + (i === 0 ? lead : rest) + line).join('\n'), inList)
  }

  return {
    /** Adds words to the block that is open. Outside preformatted text `\n` is a line break somebody asked for. */
    text: (data: string) => void inline.push(data),
    preformatted: () => pre > 0,
    endBlock,
    /** What follows is a heading of this level; 0 ends it. */
    heading: (value: number) => {
      level = value
    },
    openList: (ordered: boolean) => void lists.push({ ordered, count: 0 }),
    closeList: () => {
      lists.pop()
      marker = ''
    },
    item: () => {
      const list = lists.at(-1)
      if (list) list.count++
      marker = `${indent()}${list?.ordered ? `${list.count}.` : '-'} `
    },
    /** What follows is an item of a list so deep, 0 for the outermost, where lists are known by their items alone. */
    itemAt: (depth: number, ordered: boolean) => {
      const at = Math.min(Math.max(depth, 0), DEEPEST_LIST)
      lists.length = Math.min(lists.length, at + 1)
      if (lists.length === at + 1 && lists[at]!.ordered !== ordered) lists.pop()
      while (lists.length <= at) lists.push({ ordered, count: 0 })
      const list = lists[at]!
      list.count++
      marker = `${indent()}${ordered ? `${list.count}.` : '-'} `
    },
    /** What follows belongs to no list. */
    endLists: () => {
      lists.length = 0
      marker = ''
    },
    quote: (by: number) => {
      quotes = Math.max(0, quotes + by)
    },
    openPre: () => void pre++,
    closePre: () => {
      if (pre === 0 || --pre > 0) return
      const code = inline.join('').replace(/^\n|\s+$/g, '')
      inline = []
      const fence = code.includes('```') ? '~~~~' : '```'
      if (code !== '') push(`${fence}\n${code}\n${fence}`, false)
    },
    /** Adds a block as it is. */
    block: (markdown: string) => push(markdown, false),
    firstHeading: () => heading,
    finish: () => {
      if (pre > 0) pre = 0
      endBlock()
      return blocks.join('')
    },
  }
}
