import type { Extracted } from './extracted.ts'
import { extractors } from './extractors.ts'
import { latexLetters } from './latex-letters.ts'
import { normaliseLine, normaliseText } from './normalise.ts'

const levels: Readonly<Record<string, number>> = {
  part: 1,
  chapter: 1,
  section: 2,
  subsection: 3,
  subsubsection: 4,
  paragraph: 5,
  subparagraph: 6,
}
const heading = /^[ \t]*\\(part|chapter|(?:sub){0,2}section|(?:sub)?paragraph)\*?[ \t]*(?:\[[^\]\n]{0,300}\])?[ \t]*\{/gm
/** How far a brace may be from the one that closes it; beyond that the file is damaged. */
const longestArgument = 5_000

/**
 * LaTeX as its author sees it: the source, which is searched for its commands too, but with headings as Markdown has them
 * and letters for what spells them, so that their words are found. Nothing is included or run.
 */
export function extractLatex(raw: string): Extracted {
  const source = latexLetters(normaliseText(raw))
  const parts: string[] = []
  let at = 0
  let first: string | null = null
  for (const match of source.matchAll(heading)) {
    const open = match.index + match[0].length
    const close = braceEnd(source, open)
    const title = wordsOf(source.slice(open, close))
    if (match.index < at || title === '') continue
    first ??= title
    parts.push(source.slice(at, match.index), `\n${'#'.repeat(levels[match[1]!] ?? 2)} ${title}\n`)
    at = close + 1
  }
  parts.push(source.slice(at))
  return {
    text: parts.join('').trim(),
    layout: 'markdown',
    title: normaliseLine(wordsOf(argumentOf(source, 'title'))) ?? first,
    author: normaliseLine(wordsOf(argumentOf(source, 'author').replace(/\\and\b/g, ', '))),
    mimeType: 'application/x-tex',
    extractor: extractors.latex,
  }
}

/** What stands in the braces behind a command; nested braces belong to it. */
function argumentOf(source: string, command: string): string {
  const at = new RegExp(`^[^%\\n]*\\\\${command}\\s*(?:\\[[^\\]]{0,500}\\])?\\s*\\{`, 'm').exec(source)
  return at === null ? '' : source.slice(at.index + at[0].length, braceEnd(source, at.index + at[0].length))
}

function braceEnd(source: string, from: number): number {
  let depth = 1
  const most = Math.min(source.length, from + longestArgument)
  for (let i = from; i < most; i++) {
    const code = source.charCodeAt(i)
    if (code === 0x5c) i++
    else if (code === 0x7b) depth++
    else if (code === 0x7d && --depth === 0) return i
  }
  return most
}

/** The words of an argument on one line, without its commands, notes and addresses of labels. */
const wordsOf = (argument: string): string =>
  argument
    .replace(/\\(?:label|thanks|footnote|index|ref|cite\w*|hypertarget)\*?(?:\[[^\]]{0,200}\])?\{[^{}]{0,1000}\}/g, '')
    .replace(/\\texorpdfstring\{([^{}]*)\}\{[^{}]*\}/g, '$1')
    .replace(/\\\\|~/g, ' ')
    .replace(/\\([%$&#_])/g, '$1')
    .replace(/\\[A-Za-z@]+\*?/g, '')
    .replace(/[{}]/g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ,/g, ',')
    .trim()
