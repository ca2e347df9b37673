import type { FileFound } from './attachments.ts'
import { pipeTable } from './blocks.ts'
import { fileNameIn } from './file-name.ts'
import { blockInUrl, idInUrl } from './ids.ts'

/** Notion's own Markdown made plain, and what is in it beside text. */
export interface PlainMarkdown {
  readonly text: string
  /** Ids of the pages and databases it names. */
  readonly ledTo: readonly string[]
  /** Files in it, wherever they lie. */
  readonly files: readonly FileFound[]
  /** Blocks that it leaves out, by the marks that stand for them in the text. */
  readonly left: readonly { readonly mark: string; readonly block: string }[]
}

/**
 * Notion's Markdown has its own tags for what Markdown lacks, one block to a line. Only the tags it is documented to have
 * are taken for tags: in text they stand escaped.
 */
export function plainMarkdown(markdown: string): PlainMarkdown {
  const ledTo: string[] = []
  const files: FileFound[] = []
  const left: { mark: string; block: string }[] = []
  const file = (src: string, caption: string): string => {
    files.push({ url: src.replaceAll('&amp;', '&'), name: null, kept: false })
    return fileText(src, caption)
  }
  const lead = (_tag: string, url: string, title: string) => {
    const id = idInUrl(url)
    if (id !== null) ledTo.push(id)
    return title
  }
  const fences: string[] = []
  const lines = markdown
    .replace(/^([ \t]*)(`{3,})[^\n]*\n[\s\S]*?\n\1\2[ \t]*$/gm, (fence) => `\uE000${fences.push(fence) - 1}\uE001`)
    .replace(/<table[^>]*>[\s\S]*?<\/table>/g, tableOf)
    .replace(
      /<(?:page|database|mention-page|mention-database)[^>]*\burl="([^"]*)"[^>]*>([\s\S]*?)<\/(?:page|database|mention-page|mention-database)>/g,
      lead,
    )
    .replace(/<unknown[^>]*\burl="([^"]*)"[^>]*\/>/g, (_tag, url: string) => {
      const block = blockInUrl(url)
      if (block === null) return ''
      const mark = `\uE002${left.length}\uE003`
      left.push({ mark, block })
      return mark
    })
    .replace(/<(file|video|audio|pdf)\b[^>]*\bsrc="([^"]*)"[^>]*>([\s\S]*?)<\/\1>/g, (_tag, _kind, src: string, caption: string) =>
      file(src, caption),
    )
    .replace(/!\[([^\]]*)\]\(([^)\s]*)\)/g, (_image, caption: string, src: string) => file(src, caption))
    .replace(/<mention-(?:user|date|data-source|agent)[^>]*>([\s\S]*?)<\/mention-[a-z-]+>/g, '$1')
    .replace(/<\/?(?:summary|span)\b[^>]*>/g, '')
    .replace(/<(?:table_of_contents|empty-block|breadcrumb)\b[^>]*\/>/g, '')
    .split('\n')
  const text = withoutContainers(lines)
    .join('\n')
    .replace(/<br\s*\/?>/g, '\n')
    .replace(/\uE000(\d+)\uE001/g, (_mark, n: string) => fences[Number(n)] ?? '')
  return { text: text.trim(), ledTo, files, left }
}

const container =
  /^<(\/?)(details|synced_block(?:_reference)?|columns|column|tabs?|callout|meeting-notes|summary|notes|transcript)\b([^>]*)>$/
const listItem = /^(?:- |\d+\. )/

/**
 * Lines without the tags that only hold others together, and without their indentation, which in Markdown would make code of
 * them. Lists keep theirs; callouts become quotes.
 */
function withoutContainers(lines: readonly string[]): readonly string[] {
  const plain: string[] = []
  /** What is open, with the sign that stands in front of its lines. */
  const open: { sign: string; icon: string }[] = []
  for (const line of lines) {
    const words = line.trimStart()
    const tag = container.exec(words)
    if (tag !== null) {
      if (tag[1] === '/') open.pop()
      else if (tag[2] === 'callout') open.push({ sign: '> ', icon: /\bicon="([^"]*)"/.exec(tag[3]!)?.[1] ?? '' })
      else open.push({ sign: '', icon: '' })
      continue
    }
    if (words === '') continue
    const tabs = Math.max(0, line.length - words.length - open.length)
    const inside = open.at(-1)
    const icon = inside?.icon ? `${inside.icon} ` : ''
    if (inside !== undefined) inside.icon = ''
    plain.push(`${open.map(({ sign }) => sign).join('')}${icon}${listItem.test(words) ? '  '.repeat(tabs) : ''}${words}`)
  }
  return plain
}

function tableOf(table: string): string {
  const rows = [...table.matchAll(/<tr[^>]*>([\s\S]*?)<\/tr>/g)].map(([, row]) =>
    [...row!.matchAll(/<t[dh][^>]*>([\s\S]*?)<\/t[dh]>/g)].map(([, cell]) => cell!.replace(/<br\s*\/?>/g, '\n').trim()),
  )
  return pipeTable(rows)
}

/** A file's name and caption. */
const fileText = (src: string, caption: string): string => [fileNameIn(src), caption].filter((part) => part !== '').join('\n')
