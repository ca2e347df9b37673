import type { Frequencies } from './frequencies.ts'
import { weightOf } from './known-share.ts'
import type { Term } from './query/terms.ts'

/** A word in more of the chunks than this says nothing about one of them ... */
const commonShare = 0.15
/** ... unless the index is so small that every word is in many. */
const few = 5

/** The words worth marking: without `the` and `of`, unless there are no others. */
export function tellingTerms(frequencies: Frequencies, terms: readonly Term[], chunks: number): readonly Term[] {
  const telling = terms.filter((term) => term.beginning !== null || frequencies.of(term) <= Math.max(few, chunks * commonShare))
  return telling.length === 0 ? terms : telling
}

/** The words that tell a text from the others of the index, the most telling first: often here, rarely elsewhere. */
export function keyTerms(
  frequencies: Frequencies,
  terms: readonly Term[],
  occurrences: (term: Term) => number,
  chunks: number,
  most: number,
): Term[] {
  return terms
    .map((term) => ({
      term,
      weight: Math.sqrt(occurrences(term)) * weightOf(frequencies.of(term), chunks),
      known: frequencies.of(term) > 0,
    }))
    .filter(({ known }) => known)
    .sort((a, b) => b.weight - a.weight)
    .slice(0, most)
    .map(({ term }) => term)
}
