import type { CallParams, Settings } from '../../shared/api.ts'

/** A search as the engine asks it. */
export interface SearchRequest extends CallParams<'search'> {
  readonly keywordPlan: Settings['keywordPlan']
}

/** The model whose vectors answer: its id in the index, and its folder's name. */
export interface SearchModel {
  readonly id: number
  readonly name: string
}
