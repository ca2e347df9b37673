import type { CallParams } from '../../shared/api.ts'
import type { Passage } from '../../shared/model.ts'
import { textSlice } from '../store/documents.ts'
import { hitChunks, hitDocuments } from '../store/search-documents.ts'
import { filterOfDocuments } from '../store/search-filter.ts'
import { searchWords } from '../store/search-words.ts'
import type { Store } from '../store/store.ts'
import { columnWeights } from './keyword.ts'
import { anyOf } from './query/match.ts'
import { snippet, type Wanted } from './snippets.ts'
import type { Understood } from './understand.ts'

/** Everywhere in some documents that the words of a query stand, document by document, in reading order. */
export function readPassages(
  store: Store,
  { documentIds, limit }: CallParams<'search.passages'>,
  { terms, phrases }: Understood,
  wanted: Wanted,
): readonly Passage[] {
  const match = [anyOf(terms), ...phrases].filter((part) => part !== '').join(' OR ')
  if (match === '') return []
  const found = searchWords(store, match, columnWeights, filterOfDocuments(documentIds), limit)
  const documents = hitDocuments(store, documentIds)
  const chunks = hitChunks(
    store,
    found.map(({ chunk }) => chunk),
  )
  return found
    .flatMap(({ chunk }) => chunks.get(chunk) ?? [])
    .sort((a, b) => documentIds.indexOf(a.document) - documentIds.indexOf(b.document) || a.start - b.start)
    .flatMap((chunk) => {
      const document = documents.get(chunk.document)
      if (document === undefined) return []
      return {
        documentId: document.id,
        title: document.title,
        author: document.author,
        updatedAt: document.updatedAt === null ? null : new Date(document.updatedAt).toISOString(),
        snippet: snippet(textSlice(store, document.id, chunk.start, chunk.end), document.language, wanted),
        heading: JSON.parse(chunk.heading) as readonly string[],
        at: chunk.start,
      }
    })
}
