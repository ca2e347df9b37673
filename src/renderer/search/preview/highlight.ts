import type { Hit, SearchAnswer } from '../../../shared/model.ts'

/** A [start, end) in UTF-16 units. */
export type Range = readonly [number, number]

/**
 * What to mark in a document: the words as the engine marked them in any hit, and those looked for that are long enough
 * to mean something. Small words it left unmarked ("the") stay so in the document.
 */
export function termsOf(hit: Hit | null, answer: SearchAnswer): readonly string[] {
  const marked = [...(hit === null ? [] : [hit]), ...answer.hits.slice(0, 50)]
    .flatMap(({ title, snippet }) => [title, snippet])
    .flatMap(({ text, marks }) => marks.map(([start, end]) => text.slice(start, end)))
  const words = answer.understood.words.filter((word) => word.length > 4 || unspaced.test(word))
  return [...new Set([...marked, ...words].map((term) => fold(term.trim())).filter((term) => term !== ''))]
}

/** Every occurrence of the terms, accents and case aside; a word may end in up to three more letters (renew, renewed). */
export function findTerms(text: string, terms: readonly string[]): readonly Range[] {
  if (terms.length === 0) return []
  const pattern = new RegExp(
    terms
      .toSorted((a, b) => b.length - a.length)
      .map(patternOf)
      .join('|'),
    'gu',
  )
  return Array.from(fold(text).matchAll(pattern), (match) => [match.index, match.index + match[0].length] as const)
}

/** Lower case without accents, each unit in its place, so that offsets hold in the original too. */
export function fold(text: string): string {
  let folded = ''
  for (const unit of text.toLowerCase().length === text.length ? text.toLowerCase() : text) {
    const plain = unit.normalize('NFD').replace(/\p{M}/gu, '')
    folded += plain.length === unit.length ? plain : unit
  }
  return folded
}

/** Where the text goes on after a first heading that only repeats the title, which stands above it anyway. */
export function afterTitle(text: string, title: string): number {
  const heading = /^\s*#{1,2} (.*)\n+/.exec(text)
  return heading !== null && fold(heading[1]?.trim() ?? '') === fold(title.trim()) ? heading[0].length : 0
}

/** Scripts written without spaces are found inside longer runs; others only as whole words. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u

function patternOf(term: string): string {
  if (unspaced.test(term)) return literal(term)
  const ending = term.length >= 4 ? '\\p{L}{0,3}' : ''
  return `(?<![\\p{L}\\p{N}])${literal(term)}${ending}(?![\\p{L}\\p{N}])`
}

const literal = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
