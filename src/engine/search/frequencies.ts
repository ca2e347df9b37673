import { wordFrequency } from '../store/search-words.ts'
import type { Store } from '../store/store.ts'
import type { Term } from './query/terms.ts'

/** In how many chunks words stand, remembered until `forget`. A little stale is harmless: it only chooses a plan. */
export interface Frequencies {
  /** The sum over a term's forms. Beginnings of words count as their whole. */
  of(term: Term): number
  forget(): void
}

const limit = 50_000

export function createFrequencies(store: Store): Frequencies {
  const known = new Map<string, number>()
  const count = (word: string): number => {
    let found = known.get(word)
    if (found === undefined) {
      found = wordFrequency(store, word)
      if (known.size >= limit) known.clear()
      known.set(word, found)
    }
    return found
  }
  return {
    of: (term) => term.forms.reduce((sum, form) => sum + count(form), 0),
    forget: () => known.clear(),
  }
}
