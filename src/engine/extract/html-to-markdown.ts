import { createMarkdownWriter } from './markdown-writer.ts'
import { readTags } from './read-tags.ts'
import { createTableStack } from './tables.ts'

/** What a page holds: its text as Markdown, and what its head says. */
export interface HtmlContent {
  /** What the page is about, then what stands around it: menus, banners, footers, asides. */
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

const aroundElements = words('nav aside footer dialog menu')
const aroundRoles = words('navigation banner contentinfo complementary search menu menubar dialog alertdialog')

/** Whether a page marks what it is about; then all else stands around it. */
const hasMain = (html: string): boolean => /<main[\s>]|\srole\s*=\s*["']?main\b/i.test(html)

/**
 * HTML as Markdown, in one pass over its tags and without a tree, so that depth and unclosed tags cost nothing.
 * Headings, lists, tables, quotes and preformatted text are kept; links and images give their words. Nothing is loaded or run.
 */
export function htmlToMarkdown(html: string): HtmlContent {
  const meta = new Map<string, string>()
  const inside = createTableStack(createMarkdownWriter())
  const outside = createTableStack(createMarkdownWriter())
  const marked = hasMain(html)
  const regions: { name: string; depth: number; around: boolean }[] = []
  let tables = marked ? outside : inside
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
      enterRegion(name, attributes)
      if (!tables.open(name)) openBlock(tables.writer(), name)
    }
  }
  /** Elements that begin or continue a part of the page of which it is known whether it is what the page is about. */
  const enterRegion = (name: string, attributes: ReadonlyMap<string, string>) => {
    const region = regions.at(-1)
    if (region?.name === name) region.depth++
    const role = attributes.get('role') ?? ''
    const main = name === 'main' || role === 'main'
    // The header of an article is its title; that of a page is its banner.
    const around = aroundElements.has(name) ? role !== 'main' : aroundRoles.has(role)
    if ((!main && !around) || regions.length >= 100 || region?.around === around) return
    regions.push({ name, depth: 1, around })
    tables = around ? outside : inside
    tables.writer().endBlock()
  }
  const leaveRegion = (name: string) => {
    const region = regions.at(-1)
    if (region?.name !== name || --region.depth > 0) return
    regions.pop()
    const around = regions.at(-1)?.around ?? marked
    tables = around ? outside : inside
  }
  const close = (name: string) => {
    if (unreadDepth > 0) {
      if (name === unreadName) unreadDepth--
    } else if (name === 'title') {
      inTitle = false
    } else if (blocks.has(name)) {
      tables.writer().endBlock()
      if (!tables.close(name)) closeBlock(tables.writer(), name)
      leaveRegion(name)
    }
  }
  const text = (data: string) => {
    if (unreadDepth > 0) return
    if (inTitle) title += data
    else tables.writer().text(tables.writer().preformatted() ? data : data.replace(/[ \t\n\r\f]+/g, ' '))
  }
  readTags(html, { open, close, text })
  const writer = inside.finish()
  const around = outside.finish()
  const body = writer.finish()
  const firstHeading = writer.firstHeading() ?? around.firstHeading()
  // An empty heading keeps what stands around the page from under the page's last one.
  const markdown = [body, around.finish()].filter((part) => part !== '').join('\n\n#\n\n')
  return { markdown, title: title || null, firstHeading, meta }
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
