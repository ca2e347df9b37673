import type { PageLine } from './pdf-lines.ts'

/** Lines at each end of a page that may be its furniture. */
const atEnds = 3
const fewestPages = 3

/**
 * Pages without what stands at the head or foot of many of them: the first time it is kept, so that it can be found, and
 * of numbers nothing is. `pages` are the lines of each page in reading order.
 */
export function withoutFurniture(pages: readonly (readonly PageLine[])[]): readonly (readonly PageLine[])[] {
  if (pages.length < fewestPages) return pages
  const counts = new Map<string, number>()
  for (const page of pages) for (const key of new Set(ends(page).map(keyOf))) counts.set(key, (counts.get(key) ?? 0) + 1)
  const needed = Math.max(fewestPages, Math.min(pages.length * 0.3, 20))
  const kept = new Set<string>()
  return pages.map((page) => {
    const candidates = new Set(ends(page).filter((line) => counts.get(keyOf(line))! >= needed))
    if (candidates.size === 0) return page
    return page.filter((line) => {
      if (!candidates.has(line)) return true
      const words = line.text.replace(/\d+/g, '#')
      if (!/\p{L}{3}/u.test(words.replace(/^(page|seite|pagina|página|стр\.?|strona|s\.)/iu, '')) || kept.has(words)) return false
      kept.add(words)
      return true
    })
  })
}

function ends(page: readonly PageLine[]): readonly PageLine[] {
  const byHeight = [...page].filter(({ turn }) => turn === 0).sort((a, b) => b.y - a.y)
  return byHeight.length <= atEnds * 2 ? byHeight : [...byHeight.slice(0, atEnds), ...byHeight.slice(-atEnds)]
}

/** The same words, numbers aside, at about the same height. */
const keyOf = ({ text, y }: PageLine): string => `${Math.round(y / 8)} ${text.replace(/\d+|(?<![\p{L}])[ivxlc]+(?![\p{L}])/gu, '#')}`
