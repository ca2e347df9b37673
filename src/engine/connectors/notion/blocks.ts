import { z } from 'zod'
import type { FileFound } from './attachments.ts'
import { fileNameIn } from './file-name.ts'
import { type Names, richTextMarkdown } from './rich-text.ts'
import { richTexts, type WireBlock } from './shapes.ts'

/** Blocks of a page with all below them, as Markdown, and the pages and databases they lead to. */
export interface BlockText {
  readonly markdown: string
  readonly ledTo: readonly string[]
}

export interface BlockSource {
  readonly names: Names
  children(id: string): Promise<readonly WireBlock[]>
  /** Called for each file that Notion keeps. */
  file(found: FileFound): void
}

/** Synced blocks may stand in each other; nobody nests so deep. */
const deepest = 60

/** The text of a block's children. Ids of pages and databases in them are added to `ledTo`; those are documents of their own. */
export async function childrenMarkdown(id: string, source: BlockSource, ledTo: string[], within: readonly string[] = []): Promise<string> {
  if (within.includes(id) || within.length >= deepest) return ''
  return blocksMarkdown(await source.children(id), source, ledTo, [...within, id])
}

export async function blocksMarkdown(
  blocks: readonly WireBlock[],
  source: BlockSource,
  ledTo: string[],
  within: readonly string[] = [],
): Promise<string> {
  const parts: string[] = []
  let number = 0
  for (const block of blocks) {
    number = block.type === 'numbered_list_item' ? (number === 0 ? startOf(block) : number + 1) : 0
    const text = await blockMarkdown(block, source, ledTo, within, number)
    if (text !== '') parts.push(text)
  }
  return parts.join('\n')
}

const body = z
  .object({
    rich_text: richTexts,
    caption: richTexts,
    checked: z.boolean().catch(false),
    language: z.string().catch(''),
    expression: z.string().catch(''),
    title: z.unknown().optional(),
    name: z.string().nullish().catch(null),
    url: z.string().catch(''),
    cells: z.array(richTexts).catch([]),
    icon: z.object({ emoji: z.string().optional() }).loose().nullish().catch(null),
    external: z.object({ url: z.string() }).optional().catch(undefined),
    file: z.object({ url: z.string() }).loose().optional().catch(undefined),
    synced_from: z.object({ block_id: z.string().optional() }).loose().nullish().catch(null),
    page_id: z.string().optional().catch(undefined),
    database_id: z.string().optional().catch(undefined),
    list_start_index: z.number().optional().catch(undefined),
    has_column_header: z.boolean().catch(false),
    block_type: z.string().optional().catch(undefined),
    children: z
      .object({ summary_block_id: z.string().nullish(), notes_block_id: z.string().nullish(), transcript_block_id: z.string().nullish() })
      .loose()
      .optional()
      .catch(undefined),
  })
  .loose()
type Body = z.infer<typeof body>

const bodyOf = (block: WireBlock): Body => body.parse(block[block.type] ?? {})
const startOf = (block: WireBlock): number => bodyOf(block).list_start_index ?? 1

async function blockMarkdown(
  block: WireBlock,
  source: BlockSource,
  ledTo: string[],
  within: readonly string[],
  number: number,
): Promise<string> {
  const own = bodyOf(block)
  const text = richTextMarkdown(own.rich_text, source.names)
  const below = async () => (block.has_children ? childrenMarkdown(block.id, source, ledTo, within) : '')
  const withBelow = async (line: string, indent = '') => joined(line, indented(await below(), indent))
  switch (block.type) {
    case 'heading_1':
    case 'heading_2':
    case 'heading_3':
    case 'heading_4':
      return withBelow(text === '' ? '' : `${'#'.repeat(Number(block.type.at(-1)))} ${text}`)
    case 'bulleted_list_item':
      return withBelow(`- ${text}`, '  ')
    case 'numbered_list_item':
      return withBelow(`${number}. ${text}`, '   ')
    case 'to_do':
      return withBelow(`- [${own.checked ? 'x' : ' '}] ${text}`, '  ')
    case 'quote':
      return indented(joined(text, await below()), '> ')
    case 'callout':
      return indented(joined([own.icon?.emoji, text].filter(Boolean).join(' '), await below()), '> ')
    case 'code':
      return joined(
        `\`\`\`${own.language === 'plain text' ? '' : own.language}\n${words(own.rich_text)}\n\`\`\``,
        richTextMarkdown(own.caption, source.names),
      )
    case 'equation':
      return `$$${own.expression}$$`
    case 'table':
      return tableMarkdown(await source.children(block.id), source.names)
    case 'synced_block': {
      const copyOf = own.synced_from?.block_id
      // A copy has the children of its original, where that may be seen.
      if (copyOf !== undefined && !block.has_children) return childrenMarkdown(copyOf, source, ledTo, within).catch(nothing)
      return below()
    }
    case 'child_page':
    case 'child_database':
      ledTo.push(block.id)
      return typeof own.title === 'string' ? own.title : ''
    case 'link_to_page': {
      const target = own.page_id ?? own.database_id
      if (target === undefined) return ''
      ledTo.push(target)
      return source.names.title(target) ?? ''
    }
    case 'bookmark':
    case 'embed':
    case 'link_preview':
      return joined(own.url === '' ? '' : `<${own.url}>`, richTextMarkdown(own.caption, source.names))
    case 'image':
    case 'video':
    case 'pdf':
    case 'audio':
    case 'file':
      if (own.file !== undefined) source.file({ url: own.file.url, name: own.name ?? null, kept: true })
      return fileMarkdown(own, source.names)
    case 'meeting_notes':
    case 'transcription': {
      const { summary_block_id, notes_block_id, transcript_block_id } = own.children ?? {}
      const parts = [richTextMarkdown(richTexts.parse(own.title), source.names)]
      for (const id of [summary_block_id, notes_block_id, transcript_block_id])
        if (id) parts.push(await childrenMarkdown(id, source, ledTo, within))
      return parts.filter(Boolean).join('\n')
    }
    case 'divider':
      return '---'
    case 'breadcrumb':
    case 'table_of_contents':
      return ''
    default:
      // Paragraphs, toggles, columns, tabs, templates; and of what is newer than this, whatever text it has.
      return withBelow(
        [text, richTextMarkdown(own.caption, source.names), typeof own.title === 'string' ? own.title : ''].filter(Boolean).join('\n'),
      )
  }
}

const nothing = () => ''
const words = (texts: Body['rich_text']): string => texts.map(({ plain_text }) => plain_text).join('')
const joined = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join('\n')
const indented = (text: string, by: string): string => (text === '' || by === '' ? text : text.replace(/^/gm, by))

/** Rows as a pipe table; the first one is its head, for Markdown knows no table without. */
export function pipeTable(rows: readonly (readonly string[])[]): string {
  const [head, ...others] = rows.map((cells) => `| ${cells.map((cell) => cell.replace(/\|/g, '\\|').replace(/\n/g, '<br>')).join(' | ')} |`)
  if (head === undefined) return ''
  return [head, `|${' --- |'.repeat(rows[0]!.length)}`, ...others].join('\n')
}

const tableMarkdown = (rows: readonly WireBlock[], names: Names): string =>
  pipeTable(rows.map((row) => bodyOf(row).cells.map((cell) => richTextMarkdown(cell, names))))

/** A file by its name and caption. Where it lies is signed for an hour, and no text. */
function fileMarkdown({ name, caption, external, file }: Body, names: Names): string {
  return joined(name ?? fileNameIn(external?.url ?? file?.url ?? ''), richTextMarkdown(caption, names))
}
