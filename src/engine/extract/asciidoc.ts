import type { Extracted } from './extracted.ts'
import { extractors } from './extractors.ts'
import { instant } from './front-matter.ts'
import { normaliseLine, normaliseText } from './normalise.ts'

/** AsciiDoc as Markdown: headings, lists, tables row by row, source blocks; comments are left out, nothing is included. */
export function extractAsciidoc(raw: string): Extracted {
  const lines = normaliseText(raw).split('\n')
  const settings = new Map<string, string>()
  const out: string[] = []
  let title: string | null = null
  let author: string | null = null
  let date: string | null = null
  let fence = ''
  let language = ''
  let comment = false
  let table: string[] | null = null
  for (const [i, line] of lines.entries()) {
    const heading = /^(={1,6})\s+(\S.*?)(?:\s+=+)?$/.exec(line)
    const setting = /^:!?([\w-]+)!?:\s*(.*)$/.exec(line)
    if (comment) comment = line.trim() !== '////'
    else if (fence !== '') {
      if (line.trim() === fence) {
        out.push('```', '')
        fence = ''
      } else out.push(line)
    } else if (line.trim() === '////') comment = true
    else if (/^(-{4,}|\.{4,}|`{3,}\w*)\s*$/.test(line)) {
      fence = line.trim().replace(/\w+$/, '')
      out.push('', `\`\`\`${language}`)
      language = ''
    } else if (/^[|,:!]===/.test(line)) {
      if (table !== null) out.push('', ...tableLines(table), '')
      table = table === null ? [] : null
    } else if (table !== null) table.push(line)
    else if (heading !== null) {
      const words = inline(heading[2]!)
      if (title === null && heading[1]!.length === 1) title = normaliseLine(words)
      out.push('', `${heading[1]!.replaceAll('=', '#')} ${words}`, '')
    } else if (setting !== null) settings.set(setting[1]!.toLowerCase(), setting[2]!)
    else if (title !== null && author === null && i > 0 && lines[i - 1]!.startsWith('= ') && /^\p{Lu}/u.test(line))
      author = line.replace(/<[^>]*>/g, '')
    else if (author !== null && date === null && /^v?\d/.test(line) && i < 6) date = /\d{4}-\d\d-\d\d/.exec(line)?.[0] ?? ''
    else if (/^\[(source|listing)[,%]?\s*,?\s*([\w+-]*)/.test(line)) language = /^\[\w+[^,\]]*,\s*([\w+-]*)/.exec(line)?.[1] ?? ''
    else if (/^\/\/|^include::|^ifn?def::|^endif::|^\[[^\]]*\]\s*$|^[=_*]{4,}\s*$|^\+\s*$|^--\s*$/.test(line)) continue
    else if (/^image::/.test(line)) out.push(/\[("?)([^\]",]*)/.exec(line)?.[2] ?? '')
    else out.push(inline(listLine(line)))
  }
  return {
    text: out
      .join('\n')
      .replace(/\n{3,}/g, '\n\n')
      .trim(),
    layout: 'markdown',
    title,
    author: normaliseLine(settings.get('author') ?? author ?? ''),
    createdAt: instant(settings.get('revdate') ?? settings.get('date') ?? date),
    labels: (settings.get('keywords') ?? settings.get('page-tags') ?? '').split(/[,;]/).flatMap((label) => normaliseLine(label) ?? []),
    mimeType: 'text/asciidoc',
    extractor: extractors.asciidoc,
  }
}

function listLine(line: string): string {
  const item = /^\s*([*.-]{1,6})\s+(.*)$/.exec(line)
  if (item !== null && /^(\*+|\.+|-)$/.test(item[1]!))
    return `${'  '.repeat(item[1]!.length - 1)}${item[1]!.startsWith('.') ? '1.' : '-'} ${item[2]}`
  return line
    .replace(/^\.(?=\S)/, '')
    .replace(/^(.{1,200}?):{2,4}\s*/, (all, term) => (/^\w+$/.test(term) && /^(image|link|video|audio)/.test(term) ? all : `${term}: `))
}

/** Rows of a table: cells that begin lines belong to one row until a line is empty, as people write them. */
function tableLines(lines: readonly string[]): string[] {
  const rows: string[][] = []
  let fresh = true
  let width = 0
  for (const line of lines) {
    if (line.trim() === '') {
      fresh = true
      continue
    }
    const cells = line
      .split(/(?:^|\s+)[\w.+*<>^]*\|/)
      .map((cell) => inline(cell.trim()))
      .filter((cell, at) => at > 0 || cell !== '')
    const last = rows.at(-1)
    if (last === undefined || cells.length > 1 || (fresh && last.length >= width)) rows.push(cells)
    else last.push(...cells)
    width = Math.max(width, rows[0]!.length)
    fresh = false
  }
  const filled = rows.filter((row) => row.some((cell) => cell !== ''))
  if (filled.length === 0) return []
  const text = filled.map((row) => `| ${row.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`)
  text.splice(1, 0, `|${' --- |'.repeat(filled[0]!.length)}`)
  return text
}

/** Links and references give their words. */
const inline = (line: string): string =>
  line
    .replace(/<<([^,>]{1,200}),\s*([^>]{1,300})>>/g, '$2')
    .replace(/(?:link:|xref:|mailto:|https?:\/\/)[^\s[\]]{1,1000}\[([^\]]{0,500})\]/g, (all, words) => words || all.replace(/\[\]$/, ''))
    .replace(/footnote:\w*\[([^\]]{1,1000})\]/g, ' ($1)')
    .replace(/(?:image|kbd|btn|menu|icon):[^\s[\]]{0,500}\[([^\],]{0,300})[^\]]{0,300}\]/g, '$1')
