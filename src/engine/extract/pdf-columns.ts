import type { PageLine } from './pdf-lines.ts'

/** A column has at least so many lines, of so many letters as a rule; cells of tables are shorter. */
const fewestLines = 6
const fewestLetters = 18
/** In letter heights. */
const narrowestGutter = 0.8

/**
 * Lines in the order people read them. Most pages are drawn so; one that jumps between columns line by line is put in
 * order: between headings that cross all columns, one column after the other.
 */
export function inReadingOrder(lines: readonly PageLine[]): readonly PageLine[] {
  const upright = lines.filter(({ turn }) => turn === 0)
  const gutter = findGutter(upright)
  if (gutter === null) return lines
  const sideOf = (line: PageLine): number => (line.x + line.width <= gutter + 1 ? 0 : line.x >= gutter - 1 ? 1 : 2)
  const sides = upright.map(sideOf)
  const jumps = sides.filter((side, i) => i > 0 && side !== sides[i - 1] && side !== 2 && sides[i - 1] !== 2).length
  const columns = [0, 1].map((side) => upright.filter((_, i) => sides[i] === side))
  // One jump a band is how columns are drawn in order.
  if (jumps < Math.min(columns[0]!.length, columns[1]!.length) * 0.5) return lines
  const crossing = upright.filter((_, i) => sides[i] === 2).sort((a, b) => b.y - a.y)
  const ordered: PageLine[] = []
  let ceiling = Number.POSITIVE_INFINITY
  for (const floor of [...crossing, null]) {
    const bottom = floor?.y ?? Number.NEGATIVE_INFINITY
    for (const column of columns) {
      const band = column.filter(({ y }) => y < ceiling && y >= bottom).sort((a, b) => b.y - a.y)
      ordered.push(...inReadingOrder(band))
    }
    if (floor !== null) ordered.push(floor)
    ceiling = bottom
  }
  return [...ordered, ...lines.filter(({ turn }) => turn !== 0)]
}

/** The middle of an empty strip with text columns on both sides; null when there is none. */
function findGutter(lines: readonly PageLine[]): number | null {
  if (lines.length < fewestLines * 2) return null
  const left = Math.min(...lines.map(({ x }) => x))
  const right = Math.max(...lines.map(({ x, width }) => x + width))
  const size = lines.map((line) => line.size).sort((a, b) => a - b)[lines.length >> 1]!
  const bins = Math.ceil(right - left)
  if (!(bins > 20 && bins < 20_000)) return null
  const covered = new Uint32Array(bins + 2)
  for (const { x, width } of lines) {
    const from = Math.max(0, Math.floor(x - left))
    const to = Math.min(bins, Math.ceil(x - left + width))
    for (let i = from; i < to; i++) covered[i]!++
  }
  const few = lines.length * 0.12
  let best: { at: number; width: number } | null = null
  let start = -1
  for (let i = Math.floor(bins * 0.2); i <= Math.floor(bins * 0.8); i++) {
    if (covered[i]! <= few) {
      if (start < 0) start = i
      if (best === null || i - start + 1 > best.width) best = { at: left + (start + i + 1) / 2, width: i - start + 1 }
    } else start = -1
  }
  if (best === null || best.width < size * narrowestGutter) return null
  const { at } = best
  const isColumn = (column: readonly PageLine[]) =>
    column.length >= fewestLines && column.map(({ text }) => text.length).sort((a, b) => a - b)[column.length >> 1]! >= fewestLetters
  return isColumn(lines.filter(({ x, width }) => x + width <= at + 1)) && isColumn(lines.filter(({ x }) => x >= at - 1)) ? at : null
}
