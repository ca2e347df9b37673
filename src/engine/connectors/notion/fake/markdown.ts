import type { FakeObjects } from './objects.ts'
import type { FakeItem, FakeWorkspace } from './workspace.ts'

type Texts = readonly {
  readonly plain_text: string
  readonly href?: string | null
  readonly annotations?: Readonly<Record<string, unknown>>
}[]

/** Left out of Notion's Markdown: only their own request tells of them. */
const left = ['bookmark', 'embed', 'link_preview', 'breadcrumb', 'template', 'unsupported']

/** A page in the Markdown that Notion makes: tags for what Markdown lacks, one block to a line, tabs for what lies below. */
export function notionMarkdown(workspace: FakeWorkspace, objects: FakeObjects, page: FakeItem): string {
  const inline = (texts: unknown): string =>
    ((texts ?? []) as Texts)
      .map(({ plain_text, href, annotations = {} }) => {
        const [, before, words, after] = /^(\s*)([\s\S]*?)(\s*)$/.exec(plain_text) as unknown as [string, string, string, string]
        if (words === '') return plain_text
        let text = words
        if (annotations.code) text = `\`${text}\``
        if (annotations.bold) text = `**${text}**`
        if (annotations.italic) text = `*${text}*`
        if (annotations.strikethrough) text = `~~${text}~~`
        return `${before}${href ? `[${text}](${href})` : text}${after}`
      })
      .join('')
      .replaceAll('\n', '<br>')
  const below = (item: FakeItem, indent: string): string =>
    objects
      .visibleChildren(item)
      .map((child) => line(child))
      .join('\n')
      .replace(/^(?=.)/gm, indent)
  const nested = (first: string, item: FakeItem, indent = '\t') => [first, below(item, indent)].filter((part) => part !== '').join('\n')
  const line = (item: FakeItem): string => {
    const { type, kind, title, id } = item
    const body = item.body as Readonly<Record<string, never>>
    const text = inline(body.rich_text)
    const address = objects.url(item)
    if (kind === 'page') return `<page url="${address}">${title}</page>`
    if (kind === 'database') return `<database url="${address}">${title}</database>`
    if (left.includes(type))
      return `<unknown url="https://www.notion.so/${page.id.replaceAll('-', '')}#${id.replaceAll('-', '')}" alt="${type}"/>`
    const src = (body.external as { url?: string } | undefined)?.url ?? (body.file as { url?: string } | undefined)?.url ?? ''
    const caption = inline(body.caption)
    switch (type) {
      case 'heading_1':
      case 'heading_2':
      case 'heading_3':
      case 'heading_4':
        return nested(`${'#'.repeat(Number(type.at(-1)))} ${text}`, item)
      case 'bulleted_list_item':
        return nested(`- ${text}`, item)
      case 'numbered_list_item':
        return nested(`1. ${text}`, item)
      case 'to_do':
        return nested(`- [${body.checked ? 'x' : ' '}] ${text}`, item)
      case 'toggle':
        return `<details>\n<summary>${text}</summary>\n${below(item, '\t')}\n</details>`
      case 'quote':
        return nested(`> ${text}`, item)
      case 'callout':
        return `<callout icon="${(body.icon as { emoji?: string } | undefined)?.emoji ?? ''}">\n${nested(text, item)}\n</callout>`
      case 'code':
        return `\`\`\`${body.language}\n${((body.rich_text ?? []) as Texts).map(({ plain_text }) => plain_text).join('')}\n\`\`\``
      case 'equation':
        return `$$\n${body.expression}\n$$`
      case 'table':
        return `<table>\n${objects
          .visibleChildren(item)
          .map((row) => `<tr>\n${((row.body.cells ?? []) as unknown[]).map((cell) => `<td>${inline(cell)}</td>`).join('\n')}\n</tr>`)
          .join('\n')}\n</table>`
      case 'column_list':
        return `<columns>\n${below(item, '\t')}\n</columns>`
      case 'column':
        return `<column>\n${below(item, '\t')}\n</column>`
      case 'synced_block': {
        const original = workspace.items.get((item.body.synced_from as { block_id?: string } | null)?.block_id ?? '')
        return `<synced_block url="${address}">\n${below(original ?? item, '\t')}\n</synced_block>`
      }
      case 'image':
        return `![${caption}](${src})`
      case 'file':
      case 'video':
      case 'audio':
      case 'pdf':
        return `<${type} src="${src}">${caption}</${type}>`
      case 'link_to_page': {
        const target = workspace.items.get((body.page_id ?? body.database_id ?? '') as string)
        return target === undefined ? '' : `<page url="${objects.url(target)}">${target.title}</page>`
      }
      case 'divider':
        return '---'
      case 'table_of_contents':
        return '<table_of_contents/>'
      case 'meeting_notes':
        return `<meeting-notes>\n${inline(body.title)}\n${below(item, '\t')}\n</meeting-notes>`
      default:
        return nested(text, item)
    }
  }
  return objects
    .visibleChildren(page)
    .map((child) => line(child))
    .join('\n')
}
