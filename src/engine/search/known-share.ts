import type { Frequencies } from './frequencies.ts'
import type { Term } from './query/terms.ts'

/** How much a word says that stands in `count` of `chunks` chunks, as BM25 weighs it; never negative. */
export const weightOf = (count: number, chunks: number): number => Math.log(1 + (Math.max(0, chunks - count) + 0.5) / (count + 0.5))

/** Which share of a question's weight lies on words that the index has, 0 to 1. A word still being typed is known. */
export function knownShare(frequencies: Frequencies, terms: readonly Term[], chunks: number): number {
  let known = 0
  let all = 0
  for (const term of terms) {
    const count = frequencies.of(term)
    const weight = weightOf(count, chunks)
    all += weight
    if (count > 0 || term.beginning !== null) known += weight
  }
  return all === 0 ? 1 : known / all
}
