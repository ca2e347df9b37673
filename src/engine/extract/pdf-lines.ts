/** A run of text on a page, as pdf.js gives it. */
export interface PageItem {
  readonly str: string
  readonly dir: string
  /** The last two are the place in points, from the lower left corner; the first four size and turn the letters. */
  readonly transform: readonly number[]
  readonly width: number
  readonly height: number
  readonly hasEOL: boolean
  /** Level of the heading it is tagged as; 0 for none. */
  readonly level: number
}

/** A line of text, or the part of one that stands in a column. Points from the lower left corner, along its own direction. */
export interface PageLine {
  readonly text: string
  readonly x: number
  readonly y: number
  readonly width: number
  /** Of its letters. */
  readonly size: number
  /** In degrees; 0 for text that lies as the page does. */
  readonly turn: number
  readonly level: number
}

interface Run {
  readonly text: string
  readonly x: number
  readonly y: number
  readonly width: number
  readonly size: number
  readonly turn: number
  readonly rtl: boolean
  readonly level: number
}

const cjk = '\\u2e80-\\u30ff\\u3400-\\u9fff\\uf900-\\ufaff\\uff01-\\uff60'
const narrowGap = new RegExp(`(?<=[${cjk}]) (?=[${cjk}])`, 'gu')

/** So many letter heights of nothing on a line part two columns, cells or boxes. */
const COLUMN_GAP = 1.6

/** Lines in the order the page draws them. Runs on one baseline make a line, unless a wide gap parts them. */
export function linesOf(items: readonly PageItem[]): PageLine[] {
  const lines: PageLine[] = []
  let runs: Run[] = []
  let ended = false
  const end = () => {
    const line = lineOf(runs)
    if (line !== null) lines.push(line)
    runs = []
    ended = false
  }
  for (const item of items) {
    if (item.str.trim() === '') {
      // A space of its own; the gap it leaves is seen by what follows.
      if (item.str !== '' && runs.length > 0) runs.push({ ...runs.at(-1)!, text: ' ', x: endOf(runs.at(-1)!), width: 0 })
      ended ||= item.hasEOL
      continue
    }
    const run = runOf(item)
    const last = runs.at(-1)
    if (last !== undefined && (ended || !follows(last, run))) {
      // Superscripts and drop capitals end a line for pdf.js, but go on where it stopped.
      if (!(ended && Math.abs(run.y - last.y) < last.size * 0.6 && follows(last, run))) end()
    }
    ended = item.hasEOL
    runs.push(run)
  }
  end()
  return lines
}

const endOf = (run: Run): number => run.x + run.width

function runOf(item: PageItem): Run {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = item.transform
  const angle = Math.abs(b) < Math.abs(a) * 0.02 && a > 0 ? 0 : Math.atan2(b, a)
  const cos = Math.cos(angle)
  const sin = Math.sin(angle)
  return {
    text: item.str,
    x: e * cos + f * sin,
    y: f * cos - e * sin,
    width: item.width,
    size: Math.hypot(c, d) || item.height || 1,
    turn: Math.round((angle * 180) / Math.PI),
    rtl: item.dir === 'rtl',
    level: item.level,
  }
}

/** Whether a run goes on with the line: on the same baseline, the same way round, and no column away. */
function follows(last: Run, run: Run): boolean {
  const size = Math.max(last.size, run.size)
  if (last.turn !== run.turn || Math.abs(last.y - run.y) > size * 0.6) return false
  const gap = run.rtl || last.rtl ? Math.max(last.x, run.x) - Math.min(endOf(last), endOf(run)) : run.x - endOf(last)
  return gap < size * COLUMN_GAP && gap > -size * 30
}

function lineOf(runs: readonly Run[]): PageLine | null {
  const worded = runs.filter(({ text }) => text.trim() !== '')
  if (worded.length === 0) return null
  // Right-to-left text is often drawn from the left, run by run.
  const rtl = worded.filter((run) => run.rtl).length > worded.length / 2
  const ordered = rtl ? [...runs].sort((one, other) => other.x - one.x) : runs
  let text = ''
  let before: Run | null = null
  for (const run of ordered) {
    if (before !== null && needsSpace(before, run, rtl) && !/\s$/.test(text) && !/^\s/.test(run.text)) text += ' '
    text += run.text
    if (run.text !== ' ') before = run
  }
  const trimmed = text.replace(/\s+/g, ' ').replace(narrowGap, '').trim()
  const largest = worded.reduce((most, run) => (run.text.length > most.text.length ? run : most))
  const left = Math.min(...worded.map(({ x }) => x))
  return {
    text: trimmed,
    x: left,
    y: largest.y,
    width: Math.max(...worded.map(endOf)) - left,
    size: largest.size,
    turn: largest.turn,
    level: Math.max(...worded.map(({ level }) => level)),
  }
}

function needsSpace(before: Run, run: Run, rtl: boolean): boolean {
  const gap = rtl ? before.x - endOf(run) : run.x - endOf(before)
  return gap > Math.min(before.size, run.size) * 0.2
}
