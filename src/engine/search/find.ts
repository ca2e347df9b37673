import type { SearchMode } from '../../shared/model.ts'
import { filteredDocuments, newestDocuments } from '../store/search-documents.ts'
import type { Clause } from '../store/search-filter.ts'
import { searchWords, type WordMatch } from '../store/search-words.ts'
import type { Store } from '../store/store.ts'
import { depth, type Found, type FusedDocument, fuse } from './fuse.ts'
import type { IndexFacts } from './index-facts.ts'
import { columnWeights, searchKeywords } from './keyword.ts'
import { knownShare } from './known-share.ts'
import { termMatch } from './query/match.ts'
import { type Ranked, rank } from './ranking.ts'
import type { SearchModel, SearchRequest } from './request.ts'
import type { Understood } from './understand.ts'
import type { VectorFilter, VectorIndex, VectorMatch } from './vector.ts'

export interface FindOptions {
  readonly store: Store
  readonly facts: IndexFacts
  readonly vectors: (model: SearchModel) => VectorIndex | null
  readonly queryVector: Float32Array | null
  readonly model: SearchModel | null
  /** In ms since 1970. */
  readonly now: number
  /** Everything that can be found, not only what the page needs. */
  readonly deep: boolean
}

/** Everything a question found, best first. */
export interface Finding {
  readonly ranked: readonly Ranked[]
  readonly mode: SearchMode
  /** A limit was reached: there may be more. */
  readonly more: boolean
}

/** More chunks than documents asked for are found, for several may make one. */
const perHit = 3
const mostChunks = 4_000
/** Where even counting everything ends. */
const deepest = 250_000

/** Runs an understood query by words and by meaning, and ranks what either found. */
export function find(request: SearchRequest, query: Understood, options: FindOptions): Finding {
  const { store, facts, now, deep } = options
  const needed = (request.offset + request.limit) * perHit
  const count = deep ? deepest : Math.min(mostChunks, Math.max(depth, needed))
  if (asksNothing(query)) return listed(store, query.clause, count, now, request)
  const index = vectorIndex(request, options)
  const quick = request.typing && request.mode === 'keyword' && !deep
  const mode: SearchMode = index === null ? 'keyword' : request.mode
  const strict = request.sort === 'date' ? allWords(store, query, count) : []
  if (strict.length > 0) return { ranked: byDate(rank(store, fuse(strict, [], 1), now)), mode: 'keyword', more: strict.length >= count }
  const byWords =
    mode === 'semantic'
      ? []
      : searchKeywords(store, facts.frequencies, { ...query, plan: request.keywordPlan, limit: count, quick, chunks: facts.chunks })
  const byMeaning =
    index === null || options.queryVector === null ? [] : nearest(store, index, options.queryVector, query, deep ? depth : needed)
  const ranked = rank(store, fuse(byWords, byMeaning, knownShare(facts.frequencies, query.terms, facts.chunks)), now, request.bare)
  return { ranked: request.sort === 'date' ? byDate(ranked.slice(0, depth)) : ranked, mode, more: byWords.length >= count }
}

/** A query of filters alone lists what fulfils them. */
export const asksNothing = ({ terms, phrases }: Understood): boolean => terms.length === 0 && phrases.length === 0

function listed(store: Store, clause: Clause | null, count: number, now: number, request: SearchRequest): Finding {
  const found = (clause === null ? [] : newestDocuments(store, clause, count)).map(
    ({ document, chunk }, i): FusedDocument => ({ document, score: -i, chunks: [{ chunk, document, keyword: 0, vector: 0 }] }),
  )
  return { ranked: rank(store, found, now, request.bare), mode: 'keyword', more: found.length >= count }
}

/** By date nobody looks past the first weak hits, so only passages with all the words count. */
function allWords(store: Store, { terms, phrases, clause }: Understood, count: number): WordMatch[] {
  const match = [...terms.map((term) => `(${termMatch(term)})`), ...phrases.map((phrase) => `(${phrase})`)].join(' AND ')
  return searchWords(store, match, columnWeights, clause, count)
}

const byDate = (ranked: readonly Ranked[]): Ranked[] =>
  ranked.toSorted((a, b) => (b.updatedAt ?? Number.NEGATIVE_INFINITY) - (a.updatedAt ?? Number.NEGATIVE_INFINITY))

function vectorIndex(request: SearchRequest, { model, queryVector, vectors }: FindOptions): VectorIndex | null {
  if (model === null || queryVector === null || request.mode === 'keyword') return null
  const index = vectors(model)
  index?.refresh()
  return index === null || index.size === 0 ? null : index
}

/** No more when everything is counted: everything is near to something. */
const nearest = (store: Store, index: VectorIndex, vector: Float32Array, query: Understood, needed: number): Found[] =>
  toFound(index.query(vector, vectorFilter(store, query), Math.min(mostChunks, Math.max(depth, needed))))

/** One source alone is what the vector index can tell by itself; the rest SQL tells. */
function vectorFilter(store: Store, { clause, onlySource }: Understood): VectorFilter | null {
  if (clause === null) return null
  return onlySource === null ? { documents: new Set(filteredDocuments(store, clause)) } : { sources: new Set([onlySource]) }
}

/** Texts that are no nearer than any other are not found; where that begins, rounding included. */
const unrelated = 0.01

export const toFound = (matches: readonly VectorMatch[]): Found[] =>
  matches
    .filter(({ score }) => score > unrelated)
    .map(({ chunkId, documentId, score }) => ({ chunk: chunkId, document: documentId, score }))
