import type { PageLine } from './pdf-lines.ts'

/** Letters so much larger than the text's make a heading. */
const HEADING = 1.15
/** Distance between two lines, in usual distances of the page, from which on a new paragraph begins. */
const PARAGRAPH = 1.4
const longestHeading = 160
const CJK = /[\u2e80-\u30ff\u3400-\u9fff\uac00-\ud7a3\uff01-\uff60]/

/** A title of the document's own table of contents, by page from 0. Levels begin at 1. */
export interface OutlineEntry {
  readonly title: string
  readonly level: number
  readonly page: number
}

/** Pages as Markdown: headings by tags, outline or size; paragraphs parted; words that a line end had split put together. */
export function pagesMarkdown(pages: readonly (readonly PageLine[])[], outline: readonly OutlineEntry[]): string {
  const levelOf = headingLevels(pages, outline)
  const words = splitWords(pages)
  const blocks: string[] = []
  pages.forEach((page, number) => {
    const usual = usualStep(page)
    let before: PageLine | null = null
    let beforeLevel = 0
    for (const line of page) {
      const level = levelOf(line, number)
      if (before === null || level !== beforeLevel || isApart(before, line, usual)) {
        blocks.push(level > 0 ? `${'#'.repeat(level)} ${line.text}` : plainLine(line.text))
      } else if (isBeside(before, line)) blocks.push(`${blocks.pop()!} ${line.text}`)
      else blocks.push(joined(blocks.pop()!, line.text, level > 0, words))
      before = line
      beforeLevel = level
    }
  })
  return blocks.join('\n\n')
}

function isApart(before: PageLine, line: PageLine, usual: number): boolean {
  const step = before.y - line.y
  const sizes = Math.abs(before.size - line.size) > Math.max(before.size, line.size) * 0.2
  return before.turn !== line.turn || sizes || step > Math.max(usual * PARAGRAPH, line.size * 1.1) || step < -line.size
}

/** Cells of one row, or what stands behind a wide gap. */
const isBeside = (before: PageLine, line: PageLine): boolean =>
  before.turn === line.turn && Math.abs(before.y - line.y) < Math.min(before.size, line.size) * 0.4 && line.x > before.x

function usualStep(page: readonly PageLine[]): number {
  const steps = page
    .slice(1)
    .map((line, i) => page[i]!.y - line.y)
    .filter((step) => step > 1)
    .sort((a, b) => a - b)
  return steps[steps.length >> 1] ?? 0
}

/** Puts a line behind those above it. A heading is one line. */
function joined(above: string, line: string, heading: boolean, words: SplitWords): string {
  const hyphened = /(\p{L}+)[-\u00ad\u2010]$/u.exec(above.slice(-60))
  const rest = /^\p{Ll}+/u.exec(line)?.[0]
  if (hyphened !== null && rest !== undefined) return `${words.isOneWord(hyphened[1]!, rest) ? above.slice(0, -1) : above}${line}`
  if (CJK.test(above.at(-1)!) && CJK.test(line[0]!)) return above + line
  return `${above}${heading ? ' ' : '\n'}${heading ? line : plainLine(line)}`
}

interface SplitWords {
  /** Whether a word split at a line end is written without a hyphen. */
  isOneWord(head: string, tail: string): boolean
}

/** What the document itself says: it writes `well-known` elsewhere, or `wellknown`; without a word on it, it is one. */
function splitWords(pages: readonly (readonly PageLine[])[]): SplitWords {
  let compounds: Set<string> | null = null
  const collect = () => {
    const found = new Set<string>()
    for (const page of pages)
      for (const { text } of page) for (const [match] of text.matchAll(/\p{L}+-\p{L}+/gu)) found.add(match.toLowerCase())
    return found
  }
  return {
    isOneWord: (head, tail) => {
      compounds ??= collect()
      return !compounds.has(`${head}-${tail}`.toLowerCase())
    },
  }
}

/** A line as Markdown: bullets as its own, no dots that lead to a page number, and no heading where there is none. */
function plainLine(text: string): string {
  const line = text.replace(leader, ' … ').replace(/^[•◦▪■●‣∙]\s+/, '- ')
  return /^#{1,6}\s/.test(line) ? `\\${line}` : line
}

const leader = /\s*(\.\s?){5,}\s*|\s*(…\s?){3,}\s*/g

function headingLevels(
  pages: readonly (readonly PageLine[])[],
  outline: readonly OutlineEntry[],
): (line: PageLine, page: number) => number {
  const byOutline = new Map(outline.map(({ page, title, level }) => [`${page} ${fold(title)}`, Math.min(level, 6)]))
  const tagged = pages.some((page) => page.some(({ level }) => level > 0))
  const bySize = tagged ? new Map<number, number>() : sizeLevels(pages)
  return (line, page) => {
    if (line.text.length > longestHeading || !/\p{L}/u.test(line.text) || /(\.\s?){5}/.test(line.text)) return 0
    if (line.level > 0) return line.level
    const titled = byOutline.get(`${page} ${fold(line.text)}`) ?? byOutline.get(`${page} ${fold(line.text.replace(numbering, ''))}`)
    return titled ?? bySize.get(rounded(line.size)) ?? 0
  }
}

/** `3.1`, `IV.` or `Chapter 2:` before a title, which tables of contents often leave out. */
const numbering = /^(\p{L}{4,10} )?([\d.]+|[IVXLC]+|[A-Z])[.:)]?\s+/u
const fold = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')
const rounded = (size: number) => Math.round(size * 2) / 2

/** Sizes of letters that only headings have, the largest first. A document without a usual size has none. */
function sizeLevels(pages: readonly (readonly PageLine[])[]): Map<number, number> {
  const letters = new Map<number, number>()
  let all = 0
  for (const page of pages) {
    for (const { size, text } of page) {
      letters.set(rounded(size), (letters.get(rounded(size)) ?? 0) + text.length)
      all += text.length
    }
  }
  const body = [...letters].reduce((most, entry) => (entry[1] > most[1] ? entry : most), [0, 0])
  if (body[1] < all * 0.4 || all < 200) return new Map()
  const larger = [...letters.keys()].filter((size) => size > body[0] * HEADING && letters.get(size)! < all * 0.15).sort((a, b) => b - a)
  return new Map(larger.map((size, i) => [size, Math.min(i + 1, 4)]))
}
