import type { CallParams } from '../../shared/api.ts'
import type { SearchAnswer, SearchMode } from '../../shared/model.ts'
import { MagpieError } from '../../shared/problem.ts'
import { filteredDocuments, hitDocuments, newestDocuments, vectorShare } from '../store/search-documents.ts'
import { registerFolding } from '../store/search-filter.ts'
import type { Store } from '../store/store.ts'
import { depth, type Found, type FusedDocument, fuse } from './fuse.ts'
import { readHits } from './hits.ts'
import { createIndexFacts } from './index-facts.ts'
import { searchKeywords } from './keyword.ts'
import { knownShare } from './known-share.ts'
import { rank } from './ranking.ts'
import type { SearchModel, SearchRequest } from './request.ts'
import { searchSimilarWords } from './similar-words.ts'
import { wantedOf } from './snippets.ts'
import { tellingTerms } from './telling-terms.ts'
import { type Understood, understand } from './understand.ts'
import type { VectorFilter, VectorIndex, VectorMatch } from './vector.ts'
import { foldText } from './words/fold.ts'

export interface SearcherOptions {
  /** A reader. */
  readonly store: Store
  /** The vectors of a model, or null when they cannot be searched. Asked for on every search. */
  readonly vectors: (model: SearchModel) => VectorIndex | null
  /** In ms since 1970. */
  readonly now: () => number
}

export interface Searcher {
  /** `queryVector` is of length 1, or null when the query has none. Any query is answered; none is an error. */
  search(request: SearchRequest, queryVector: Float32Array | null, model: SearchModel | null): SearchAnswer
  /** Documents like one, by meaning; by its most telling words while it has no vectors. Throws `document-unknown`. */
  similar(request: CallParams<'similar'>, model: SearchModel | null): SearchAnswer
}

/** More chunks than documents asked for are found, for several may make one. */
const perHit = 3
const mostChunks = 4_000

/** Answers queries on one reader. Everything a query reads is of one state of the database. */
export function createSearcher({ store, vectors, now }: SearcherOptions): Searcher {
  registerFolding(store, foldText)
  const facts = createIndexFacts(store)

  const search = (request: SearchRequest, queryVector: Float32Array | null, model: SearchModel | null): SearchAnswer => {
    const started = performance.now()
    const { frequencies, spellings, chunks } = facts.now()
    const query = understand(request.query, { spellings, typing: request.typing, source: request.source, now: now() })
    const index = model === null || queryVector === null || request.mode === 'keyword' ? null : vectors(model)
    index?.refresh()
    const mode: SearchMode = index === null || index.size === 0 ? 'keyword' : request.mode
    const count = Math.min(mostChunks, Math.max(depth, (request.offset + request.limit) * perHit))
    const byWords = mode === 'semantic' ? [] : searchKeywords(store, frequencies, { ...query, plan: request.keywordPlan, limit: count })
    const byMeaning =
      mode === 'keyword' || index === null || queryVector === null || asksNothing(query) ? [] : nearest(index, queryVector, query, count)
    const fused = asksNothing(query) ? newest(store, query, count) : fuse(byWords, byMeaning, knownShare(frequencies, query.terms, chunks))
    const ranked = rank(store, fused, now(), request.bare)
    const wanted = wantedOf([...tellingTerms(frequencies, query.terms, chunks), ...query.phraseTerms])
    return {
      query: request.query,
      understood: {
        words: [...new Set([...query.terms.map(({ text }) => text), ...query.parsed.phrases])],
        filters: query.parsed.filters,
      },
      total: ranked.length,
      hits: readHits(store, ranked.slice(request.offset, request.offset + request.limit), { ...request, wanted }),
      mode,
      meaningCoverage: model === null ? 0 : vectorShare(store, model.id),
      tookMs: performance.now() - started,
    }
  }

  const nearest = (index: VectorIndex, vector: Float32Array, query: Understood, count: number): Found[] =>
    toFound(index.query(vector, vectorFilter(store, query), count))

  const similar = ({ documentId, limit }: CallParams<'similar'>, model: SearchModel | null): SearchAnswer => {
    const started = performance.now()
    const document = hitDocuments(store, [documentId]).get(documentId)
    if (document === undefined) throw new MagpieError('document-unknown', { id: documentId })
    const count = Math.min(mostChunks, (limit + 1) * perHit)
    const byMeaning = model === null ? [] : toFound(vectors(model)?.similar(documentId, null, count) ?? [])
    const { frequencies, chunks } = facts.now()
    const byWords = byMeaning.length > 0 ? [] : searchSimilarWords(store, frequencies, document, chunks, count)
    const same = document.contentHash
    const ranked = rank(store, fuse(byWords, byMeaning, 1), now()).filter(
      (entry) => entry.document !== documentId && (same === null || entry.content !== same),
    )
    return {
      query: '',
      understood: { words: [], filters: [] },
      total: ranked.length,
      hits: readHits(store, ranked.slice(0, limit), { explain: false, bare: false, wanted: wantedOf([]) }),
      mode: byMeaning.length > 0 ? 'semantic' : 'keyword',
      meaningCoverage: model === null ? 0 : vectorShare(store, model.id),
      tookMs: performance.now() - started,
    }
  }

  const together = <T>(read: () => T): T => store.db.transaction(read)()
  return {
    search: (request, queryVector, model) => together(() => search(request, queryVector, model)),
    similar: (request, model) => together(() => similar(request, model)),
  }
}

/** A query of filters alone lists what fulfils them. */
const asksNothing = ({ terms, phrases }: Understood): boolean => terms.length === 0 && phrases.length === 0

const newest = (store: Store, { clause }: Understood, count: number): FusedDocument[] =>
  (clause === null ? [] : newestDocuments(store, clause, count)).map(({ document, chunk }, i) => ({
    document,
    score: -i,
    chunks: [{ chunk, document, keyword: 0, vector: 0 }],
  }))

/** One source alone is what the vector index can tell by itself; the rest SQL tells. */
function vectorFilter(store: Store, { clause, onlySource }: Understood): VectorFilter | null {
  if (clause === null) return null
  return onlySource === null ? { documents: new Set(filteredDocuments(store, clause)) } : { sources: new Set([onlySource]) }
}

/** Texts that are no nearer than any other are not found; where that begins, rounding included. */
const unrelated = 0.01

const toFound = (matches: readonly VectorMatch[]): Found[] =>
  matches
    .filter(({ score }) => score > unrelated)
    .map(({ chunkId, documentId, score }) => ({ chunk: chunkId, document: documentId, score }))
