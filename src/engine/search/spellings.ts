import { languages } from '../store/search-documents.ts'
import type { Store } from '../store/store.ts'
import { spellingOf } from './words/stem.ts'

/** Every spelling makes a query's words more; the rarest languages of a collection of many are searched unstemmed only. */
const most = 5

/** How the words of this index are spelled, the most frequent first. Never empty. */
export function spellingsOf(store: Store): string[] {
  const found = new Set(languages(store).map(({ language }) => spellingOf(language)))
  return found.size === 0 ? ['en'] : [...found].slice(0, most)
}
