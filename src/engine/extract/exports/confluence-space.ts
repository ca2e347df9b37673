import type { Extracted } from '../extracted.ts'
import { extractors } from '../extractors.ts'
import { htmlToMarkdown } from '../html-to-markdown.ts'
import { normaliseLine } from '../normalise.ts'
import type { Parts } from '../parts.ts'

interface Page {
  readonly id: string
  readonly kind: string
  readonly title: string | null
  readonly parent: string | null
  readonly space: string | null
  readonly author: string | null
  readonly createdAt: string | null
  readonly updatedAt: string | null
}

/**
 * Confluence's XML export of a space (`entities.xml`): each page, blog post and comment as it is now is a part, below the
 * pages it hangs under. Older versions and drafts are left out.
 */
export function confluenceSpace(raw: string, parts: Parts): Extracted {
  const pages = new Map<string, Page>()
  const bodies = new Map<string, string>()
  const people = new Map<string, string>()
  const spaces = new Map<string, string>()
  for (const { kind, body } of objects(raw)) {
    const id = /^\s*<id name="(?:id|key)">(?:<!\[CDATA\[)?([^<\]]+)/.exec(body)?.[1]
    if (id === undefined) continue
    if (kind === 'Space') spaces.set(id, property(body, 'name') ?? property(body, 'key') ?? id)
    else if (kind === 'ConfluenceUserImpl') people.set(id, property(body, 'name') ?? id)
    else if (kind === 'BodyContent') {
      const of = reference(body, 'content')
      if (of !== null) bodies.set(of, property(body, 'body') ?? '')
    } else if (isCurrent(kind, body)) pages.set(id, pageOf(id, kind, body))
  }
  const takes = parts.takes('export')
  const titles: string[] = []
  for (const page of pages.values()) {
    const storage = bodies.get(page.id) ?? ''
    const folders = foldersOf(page, pages, spaces)
    const title = normaliseLine(page.title ?? '') ?? `Comment ${page.id}`
    titles.push([...folders, title].join(' › '))
    if (!takes || storage.trim() === '') continue
    const author = page.author === null ? null : (people.get(page.author) ?? page.author)
    const facts = { container: 'export', name: `${page.id}.md`, part: page.id, title, folders, author, mimeType: 'text/markdown' } as const
    const dates = { createdAt: page.createdAt, updatedAt: page.updatedAt }
    parts.text({ ...facts, ...dates }, storageToMarkdown(storage))
  }
  return {
    text: titles.join('\n') || 'Empty space',
    layout: 'lines',
    title: [...spaces.values()][0] ?? null,
    mimeType: 'application/xml',
    extractor: extractors.export,
    parts: parts.done(),
  }
}

/** Objects lie side by side; none is inside another. */
function* objects(raw: string): Generator<{ readonly kind: string; readonly body: string }> {
  for (let at = raw.indexOf('<object class="'); at >= 0; at = raw.indexOf('<object class="', at + 1)) {
    const from = raw.indexOf('>', at) + 1
    const to = raw.indexOf('</object>', from)
    if (from === 0 || to < 0) return
    yield { kind: raw.slice(at + 15, raw.indexOf('"', at + 15)), body: raw.slice(from, to) }
    at = to
  }
}

/** What was said before has the version it was replaced by; what is not said yet is a draft. */
function isCurrent(kind: string, body: string): boolean {
  if (kind !== 'Page' && kind !== 'BlogPost' && kind !== 'Comment') return false
  const status = property(body, 'contentStatus')
  return (
    (status === null || status === 'current') && reference(body, 'originalVersion') === null && property(body, 'originalVersionId') === null
  )
}

const pageOf = (id: string, kind: string, body: string): Page => ({
  id,
  kind,
  title: property(body, 'title'),
  parent: kind === 'Comment' ? (reference(body, 'containerContent') ?? reference(body, 'owner')) : reference(body, 'parent'),
  space: reference(body, 'space'),
  author: reference(body, 'creator') ?? property(body, 'creatorName'),
  createdAt: date(property(body, 'creationDate')),
  updatedAt: date(property(body, 'lastModificationDate')),
})

function foldersOf(page: Page, pages: ReadonlyMap<string, Page>, spaces: ReadonlyMap<string, string>): readonly string[] {
  const above: string[] = []
  let space = page.space
  let parent = page.parent === null ? undefined : pages.get(page.parent)
  for (let depth = 0; parent !== undefined && depth < 50; depth++) {
    above.unshift(normaliseLine(parent.title ?? '') ?? parent.id)
    space ??= parent.space
    parent = parent.parent === null ? undefined : pages.get(parent.parent)
  }
  const name = space === null ? undefined : spaces.get(space)
  return name === undefined ? above : [name, ...above]
}

/** The text of a property; Confluence breaks the end of its CDATA with a space. */
function property(body: string, name: string): string | null {
  const from = body.indexOf(`<property name="${name}">`)
  if (from < 0) return null
  const start = from + name.length + 18
  if (body.startsWith('<![CDATA[', start)) {
    const end = body.indexOf(']]></property>', start)
    return end < 0 ? null : body.slice(start + 9, end).replaceAll(']] >', ']]>')
  }
  const end = body.indexOf('</property>', start)
  return end < 0 ? null : body.slice(start, end)
}

const reference = (body: string, name: string): string | null =>
  new RegExp(`<property name="${name}" class="[^"]*"[^>]*>\\s*<id name="\\w+">(?:<!\\[CDATA\\[)?([^<\\]]+)`).exec(body)?.[1] ?? null

/** `2024-01-05 10:03:00.000`. */
function date(value: string | null): string | null {
  const read = new Date(`${(value ?? '').replace(' ', 'T')}Z`)
  return Number.isNaN(read.getTime()) ? null : read.toISOString()
}

/** Storage format is XHTML with elements of its own: what macros hold is kept, what steers them is not. */
function storageToMarkdown(storage: string): string {
  const html = storage
    .replace(/<ac:parameter[^>]*>[\s\S]*?<\/ac:parameter>/g, '')
    .replace(/<ac:link[^>]*>\s*<ri:page[^>]*ri:content-title="([^"]*)"[^>]*\/>\s*<\/ac:link>/g, '$1')
    .replace(
      /<ac:plain-text-(?:link-)?body>\s*<!\[CDATA\[([\s\S]*?)\]\]>\s*<\/ac:plain-text-(?:link-)?body>/g,
      (_, text: string) => `<pre>${escaped(text)}</pre>`,
    )
    .replace(/<!\[CDATA\[([\s\S]*?)\]\]>/g, (_, text: string) => escaped(text))
  return htmlToMarkdown(html).markdown
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
