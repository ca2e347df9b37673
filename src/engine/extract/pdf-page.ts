/** A run of text on a page, as pdf.js gives it. */
export interface PageItem {
  readonly str: string
  /** The last two are the place in points, from the lower left corner. */
  readonly transform: readonly number[]
  readonly height: number
  readonly hasEOL: boolean
}

interface Line {
  readonly text: string
  readonly y: number
  readonly height: number
}

/** Distance between two lines, in usual distances of the page, from which on a new paragraph begins. */
const PARAGRAPH = 1.4
const CJK = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\uff01-\uff60]/

/** One page's text: lines in the order the page draws them, paragraphs parted, words that a line end had split put together. */
export function pageText(items: readonly PageItem[]): string {
  const lines = linesOf(items)
  const steps = lines
    .slice(1)
    .map((line, i) => lines[i]!.y - line.y)
    .filter((step) => step > 1)
  const usual = steps.sort((a, b) => a - b)[Math.floor(steps.length / 2)] ?? 0
  const parts: string[] = []
  for (const [i, line] of lines.entries()) {
    const before = lines[i - 1]
    if (before === undefined) {
      parts.push(line.text)
      continue
    }
    const step = before.y - line.y
    const apart = step > usual * PARAGRAPH || Math.abs(before.height - line.height) > Math.max(before.height, line.height) * 0.2
    if (apart) parts.push('\n\n', line.text)
    else joinLine(parts, before.text, line.text)
  }
  const text = parts.join('')
  return isNoise(text) ? '' : text
}

function linesOf(items: readonly PageItem[]): Line[] {
  const lines: Line[] = []
  let text = ''
  let y = 0
  let height = 0
  const end = () => {
    const trimmed = text.replace(/\s+/g, ' ').trim()
    if (trimmed !== '') lines.push({ text: trimmed, y, height })
    text = ''
    height = 0
  }
  for (const item of items) {
    const at = item.transform[5] ?? 0
    if (text !== '' && item.str.trim() !== '' && Math.abs(at - y) > Math.max(item.height, height) * 0.8) end()
    if (item.str.trim() !== '') {
      if (height === 0) y = at
      height = Math.max(height, item.height)
    }
    text += item.str
    if (item.hasEOL) end()
  }
  end()
  return lines
}

/** Puts a line behind the one above it, whose text the last part ends with. */
function joinLine(parts: string[], above: string, line: string): void {
  if (/\p{Ll}[-\u00ad\u2010]$/u.test(above.slice(-3)) && /^\p{Ll}/u.test(line.slice(0, 2))) {
    parts.push(parts.pop()!.slice(0, -1), line)
  } else if (CJK.test(above.at(-1)!) && CJK.test(line[0]!)) parts.push(line)
  else parts.push('\n', line)
}

/** A font without a map to letters comes out as one character over and over. */
function isNoise(text: string): boolean {
  if (text.length < 40) return false
  const counts = new Map<string, number>()
  const sample = text.slice(0, 2000)
  for (const char of sample) if (char > ' ' && char !== '.' && char !== '_' && char !== '-') counts.set(char, (counts.get(char) ?? 0) + 1)
  return Math.max(0, ...counts.values()) > sample.length * 0.6
}
