import type { SearchMode } from '../../shared/model.ts'
import type { Parts } from '../parts.ts'
import { meaningText } from '../search/understand.ts'
import { readSettings } from '../store/settings.ts'
import type { Handlers } from './handlers.ts'

export const searchHandlers: Handlers<'search' | 'similar'> = {
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
