import type { Extracted } from './extracted.ts'
import { extractors } from './extractors.ts'
import { instant } from './front-matter.ts'
import { normaliseLine, normaliseText } from './normalise.ts'

const adornment = /^([!-/:-@[-`{-~])\1{1,}\s*$/
/** Directives whose content is shown as it is typed. */
const literal = /^(code|code-block|sourcecode|highlight|literalinclude|math|parsed-literal|prompt|console)$/
/** Directives that say something about the page rather than in it, or fetch what lies elsewhere. */
const unread = /^(include|raw|toctree|index|meta|contents|highlight|default-role|role|currentmodule|module|target-notes|sectnum)$/

/** reStructuredText as Markdown: headings by the order their lines are met in, code, words of roles and links; comments are left out, nothing is included. */
export function extractRst(raw: string): Extracted {
  const lines = normaliseText(raw).split('\n')
  const levels: string[] = []
  const fields = new Map<string, string>()
  const out: string[] = []
  let i = 0
  while (i < lines.length) {
    const line = lines[i]!
    const next = lines[i + 1] ?? ''
    const heading = headingAt(lines, i)
    if (heading !== null) {
      if (!levels.includes(heading.mark)) levels.push(heading.mark)
      out.push('', `${'#'.repeat(Math.min(levels.indexOf(heading.mark) + 1, 6))} ${inline(heading.title)}`, '')
      i += heading.lines
      continue
    }
    const directive = /^(\s*)\.\.\s+(?:\|[^|]+\|\s+)?([\w:-]+)::\s*(.*)$/.exec(line)
    const field = /^:([\w -]{1,40}):\s+(.*)$/.exec(line)
    if (directive !== null) i = readDirective(lines, i, directive, out)
    else if (/^\s*\.\.\s+_[^:]*:/.test(line)) i++
    else if (/^\s*\.\.(\s+[^[]|\s*$)/.test(line)) i = blockEnd(lines, i)
    else if (field !== null && out.every((said) => said.trim() === '' || said.startsWith('#'))) {
      fields.set(field[1]!.toLowerCase(), field[2]!)
      i++
    } else if (/(^|[^:])::\s*$/.test(line) && (next.trim() === '' || /^\s/.test(next))) {
      out.push(inline(line.replace(/\s*::\s*$/, (all) => (all.trim() === '::' && line.trim() !== '::' ? ':' : ''))))
      const end = blockEnd(lines, i)
      pushCode(lines.slice(i + 1, end), '', out)
      i = end
    } else {
      out.push(inline(line.replace(/^(\s*)\.\. \[([^\]]{1,60})\]/, '$1[^$2]:')))
      i++
    }
  }
  const title = out.find((line) => line.startsWith('# '))
  return {
    text: out
      .join('\n')
      .replace(/\n{3,}/g, '\n\n')
      .trim(),
    layout: 'markdown',
    title: normaliseLine(title?.slice(2) ?? ''),
    author: normaliseLine(fields.get('author') ?? fields.get('authors') ?? ''),
    createdAt: instant(fields.get('date') ?? fields.get('created')),
    updatedAt: instant(fields.get('modified') ?? fields.get('updated')),
    labels: (fields.get('tags') ?? fields.get('keywords') ?? '').split(/[,;]/).flatMap((label) => normaliseLine(label) ?? []),
    mimeType: 'text/x-rst',
    extractor: extractors.rst,
  }
}

function headingAt(lines: readonly string[], at: number): { title: string; mark: string; lines: number } | null {
  const [first = '', second = '', third = ''] = lines.slice(at, at + 3)
  if (adornment.test(first) && second.trim() !== '' && adornment.test(third) && third[0] === first[0] && first.trim().length >= 3) {
    return { title: second.trim(), mark: `${first[0]}${first[0]}`, lines: 3 }
  }
  const under = adornment.test(second) && /^\S/.test(first) && !adornment.test(first)
  const before = at === 0 ? '' : lines[at - 1]!
  return under && before.trim() === '' && second.trim().length >= Math.min(first.trim().length, 4)
    ? { title: first.trim(), mark: second[0]!, lines: 2 }
    : null
}

/** The first line after `at` that is indented as little as it. */
function blockEnd(lines: readonly string[], at: number): number {
  const indent = lines[at]!.search(/\S/)
  let end = at + 1
  let last = end
  while (end < lines.length && (lines[end]!.trim() === '' || lines[end]!.search(/\S/) > indent)) {
    end++
    if (lines[end - 1]!.trim() !== '') last = end
  }
  return last
}

function readDirective(lines: readonly string[], at: number, match: RegExpExecArray, out: string[]): number {
  const [, , name = '', argument = ''] = match
  const end = blockEnd(lines, at)
  const content = lines.slice(at + 1, end)
  const body = content.filter((line) => !/^\s*:[\w-]+:/.test(line))
  const alt = content.map((line) => /^\s*:alt:\s*(.*)$/.exec(line)?.[1]).find(Boolean)
  if (unread.test(name)) return end
  if (literal.test(name)) {
    pushCode(body, argument, out)
    return end
  }
  if (alt) out.push(alt)
  if (argument !== '' && !/^(image|figure)$/.test(name)) out.push('', inline(argument))
  // What is inside is read like the rest: put back in line, after the directive's own line.
  out.push('', ...body.map((line) => inline(line.replace(/^\s{1,8}/, ''))), '')
  return end
}

function pushCode(lines: readonly string[], language: string, out: string[]): void {
  const body = lines.join('\n').replace(/^\n+|\s+$/g, '')
  if (body !== '') out.push('', `\`\`\`${language}`, ...body.split('\n').map((line) => line.replace(/^ {1,4}/, '')), '```', '')
}

/** Roles and links give their words. */
const inline = (line: string): string =>
  line
    .replace(/:[\w:+.-]{1,60}:`([^`<]{1,500}?)(?:\s*<[^>`]{1,500}>)?`/g, '$1')
    .replace(/`([^`<]{1,500}?)\s*<([^>`]{1,1000})>`__?/g, '$1')
    .replace(/`([^`\s][^`]{0,500})`__?/g, '$1')
    .replace(/``([^`]{1,1000})``/g, '`$1`')
