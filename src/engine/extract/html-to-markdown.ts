import { createMarkdownWriter } from './markdown-writer.ts'
import { readTags } from './read-tags.ts'
import { createTableStack } from './tables.ts'

/** What a page holds: its text as Markdown, and what its head says. */
export interface HtmlContent {
  readonly markdown: string
  readonly title: string | null
  readonly firstHeading: string | null
  /** `name` or `property` of meta elements, lower case, to their content; the first of each. */
  readonly meta: ReadonlyMap<string, string>
}

const words = (list: string) => new Set(list.split(' '))
const unread = words('script style template noscript svg')
const blocks = words(
  'address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer form header hgroup ' +
    'hr html legend li main menu nav ol optgroup option p section select summary table tbody td tfoot th thead tr ul h1 h2 h3 h4 h5 h6 pre',
)

/**
 * HTML as Markdown, in one pass over its tags and without a tree, so that depth and unclosed tags cost nothing.
 * Headings, lists, tables, quotes and preformatted text are kept; links and images give their words. Nothing is loaded or run.
 */
export function htmlToMarkdown(html: string): HtmlContent {
  const meta = new Map<string, string>()
  const tables = createTableStack(createMarkdownWriter())
  let unreadName = ''
  let unreadDepth = 0
  let title = ''
  let inTitle = false

  const open = (name: string, attributes: ReadonlyMap<string, string>) => {
    // In browsers too a block ends a drawing that nobody closed.
    if (unreadName === 'svg' && blocks.has(name)) unreadDepth = 0
    if (unreadDepth > 0) {
      if (name === unreadName) unreadDepth++
    } else if (unread.has(name)) {
      unreadName = name
      unreadDepth = 1
    } else if (name === 'title') {
      inTitle = true
    } else if (name === 'meta') {
      const key = (attributes.get('name') ?? attributes.get('property') ?? '').toLowerCase()
      const content = attributes.get('content')
      if (key !== '' && content && !meta.has(key)) meta.set(key, content.slice(0, 2000))
    } else if (name === 'br') {
      tables.writer().text('\n')
    } else if (name === 'img') {
      if (attributes.get('alt')) tables.writer().text(` ${attributes.get('alt')} `)
    } else if (blocks.has(name)) {
      tables.writer().endBlock()
      if (!tables.open(name)) openBlock(tables.writer(), name)
    }
  }
  const close = (name: string) => {
    if (unreadDepth > 0) {
      if (name === unreadName) unreadDepth--
    } else if (name === 'title') {
      inTitle = false
    } else if (blocks.has(name)) {
      tables.writer().endBlock()
      if (!tables.close(name)) closeBlock(tables.writer(), name)
    }
  }
  const text = (data: string) => {
    if (unreadDepth > 0) return
    if (inTitle) title += data
    else tables.writer().text(tables.writer().preformatted() ? data : data.replace(/[ \t\n\r\f]+/g, ' '))
  }
  readTags(html, { open, close, text })
  const writer = tables.finish()
  return { markdown: writer.finish(), title: title || null, firstHeading: writer.firstHeading(), meta }
}

type Writer = ReturnType<typeof createMarkdownWriter>

/** What ends a heading that nobody closed. */
const afterHeading = words('p ul ol table section article li blockquote pre')

function openBlock(writer: Writer, name: string): void {
  if (afterHeading.has(name)) writer.heading(0)
  if (/^h[1-6]$/.test(name)) writer.heading(Number(name[1]))
  else if (name === 'ul' || name === 'ol' || name === 'menu' || name === 'dir') writer.openList(name === 'ol')
  else if (name === 'li') writer.item()
  else if (name === 'pre') writer.openPre()
  else if (name === 'blockquote') writer.quote(1)
}

function closeBlock(writer: Writer, name: string): void {
  if (/^h[1-6]$/.test(name)) writer.heading(0)
  else if (name === 'ul' || name === 'ol' || name === 'menu' || name === 'dir') writer.closeList()
  else if (name === 'pre') writer.closePre()
  else if (name === 'blockquote') writer.quote(-1)
}
