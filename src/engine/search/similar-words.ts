import { textSlice } from '../store/documents.ts'
import type { HitDocument } from '../store/search-documents.ts'
import type { WordMatch } from '../store/search-words.ts'
import type { Store } from '../store/store.ts'
import type { Frequencies } from './frequencies.ts'
import { searchKeywords } from './keyword.ts'
import type { Term } from './query/terms.ts'
import { keyTerms } from './telling-terms.ts'
import { spellingOf } from './words/stem.ts'
import { tokenize } from './words/tokens.ts'

/** What of a document is looked at, in UTF-16 units: its beginning says what it is about. */
const looked = 6_000
const mostTerms = 15

/** Chunks that share a document's most telling words. */
export function searchSimilarWords(
  store: Store,
  frequencies: Frequencies,
  document: HitDocument,
  chunks: number,
  limit: number,
): WordMatch[] {
  const counts = new Map<string, number>()
  const count = (form: string) => void counts.set(form, (counts.get(form) ?? 0) + 1)
  const text = `${document.title}\n${textSlice(store, document.id, 0, looked)}`
  tokenize(text, spellingOf(document.language), { token: count, tail() {} })
  const terms: Term[] = [...counts.keys()].map((form) => ({ text: form, forms: [form], beginning: null }))
  const key = keyTerms(frequencies, terms, ({ text: form }) => counts.get(form) ?? 0, chunks, mostTerms)
  return searchKeywords(store, frequencies, { terms: key, phrases: [], clause: null, plan: 'auto', limit })
}
