import type { SearchMode } from '../../shared/model.ts'
import type { Parts } from '../parts.ts'
import { meaningText } from '../search/understand.ts'
import { forgetSearch, keepSearch, listSearches, noteSearch } from '../store/searches.ts'
import { readSettings } from '../store/settings.ts'
import type { Handlers } from './handlers.ts'

type Calls =
  | 'search'
  | 'similar'
  | 'search.passages'
  | 'search.suggest'
  | 'documents.related'
  | 'searches.list'
  | 'searches.save'
  | 'searches.remove'

export const searchHandlers: Handlers<Calls> = {
  search: async (parts, params) => {
    parts.searched()
    const vector = await queryVector(parts, params.query, params.mode)
    const answer = await parts.search.search({ ...params, keywordPlan: readSettings(parts.store).keywordPlan }, vector, model(parts))
    parts.searched()
    return answer
  },
  similar: (parts, params) => {
    parts.searched()
    return parts.search.similar(params, model(parts))
  },
  'search.passages': ({ search }, params) => search.passages(params),
  'search.suggest': ({ search }, params) => search.suggest(params),
  'documents.related': ({ search }, params) => search.related(params),
  'searches.list': ({ store, search }) => {
    // A window asks for these when it opens its search, and the first words typed there must not wait for a process to start.
    search.wake()
    return listSearches(store)
  },
  'searches.save': ({ store }, { query, name }) => {
    if (name === null) noteSearch(store, query, Date.now())
    else keepSearch(store, query, name)
    return listSearches(store)
  },
  'searches.remove': ({ store }, { query, saved }) => {
    forgetSearch(store, query, saved)
    return listSearches(store)
  },
}

/** The query's vector as base64 float32, or null when words alone must answer: no model yet, or it cannot be run. */
async function queryVector(parts: Parts, query: string, mode: SearchMode): Promise<string | null> {
  const text = meaningText(query)
  if (mode === 'keyword' || parts.embedder.answering() === null || text === '') return null
  try {
    const vector = await parts.embedder.embedQuery(text)
    return Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength).toString('base64')
  } catch (error) {
    parts.log.warn({ error }, 'the query could not be embedded; words answer alone')
    return null
  }
}

function model(parts: Parts) {
  const answering = parts.embedder.answering()
  if (answering === null) return null
  return { id: answering.id, name: answering.name }
}
