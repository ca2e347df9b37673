import type { CallParams } from '../../shared/api.ts'
import type { DocumentRelations, NotIndexedYet, Passage, SearchAnswer, Suggestions } from '../../shared/model.ts'
import { MagpieError } from '../../shared/problem.ts'
import { documentStates, hitDocuments, vectorShare } from '../store/search-documents.ts'
import { registerFolding } from '../store/search-filter.ts'
import type { Store } from '../store/store.ts'
import { correct } from './corrections.ts'
import { countFacets } from './facets.ts'
import { asksNothing, type Finding, find, toFound } from './find.ts'
import { fuse } from './fuse.ts'
import { readHits } from './hits.ts'
import { createIndexFacts } from './index-facts.ts'
import { createKeptFindings } from './kept-findings.ts'
import { readPassages } from './passages.ts'
import { rank } from './ranking.ts'
import { relationsOf } from './relations.ts'
import type { SearchModel, SearchRequest } from './request.ts'
import { searchSimilarWords } from './similar-words.ts'
import { wantedOf } from './snippets.ts'
import { createSuggester } from './suggest.ts'
import { tellingTerms } from './telling-terms.ts'
import { type Understood, understand } from './understand.ts'
import type { VectorIndex } from './vector.ts'
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
  passages(request: CallParams<'search.passages'>): readonly Passage[]
  suggest(request: CallParams<'search.suggest'>): Suggestions
  /** Throws `document-unknown`. */
  related(documentId: number): DocumentRelations
}

/** For documents like one: more chunks than documents asked for are found, for several may make one. */
const perHit = 3
const mostChunks = 4_000

/** Answers queries on one reader. Everything a query reads is of one state of the database. */
export function createSearcher({ store, vectors, now }: SearcherOptions): Searcher {
  registerFolding(store, foldText)
  const facts = createIndexFacts(store)
  const kept = createKeptFindings(store)
  const suggest = createSuggester(store)

  const search = (request: SearchRequest, queryVector: Float32Array | null, model: SearchModel | null): SearchAnswer => {
    const started = performance.now()
    const known = facts.now()
    const asked = { spellings: known.spellings, typing: request.typing, source: request.source, now: now() }
    const query = understand(request.query, asked)
    const deep = request.facets || request.offset > 0
    const run = (understood: Understood): Finding =>
      find(request, understood, { store, facts: known, vectors, queryVector, model, now: asked.now, deep })
    const { ranked, mode, more } = kept.of(request, queryVector !== null, model, deep, () => run(query))
    const helps = request.facets && !request.bare
    return {
      query: request.query,
      understood: {
        words: [...new Set([...query.terms.map(({ text }) => text), ...query.parsed.phrases])],
        filters: query.parsed.filters,
      },
      total: ranked.length,
      more,
      hits: readHits(store, ranked.slice(request.offset, request.offset + request.limit), {
        ...request,
        wanted: wantedIn(query),
        listed: asksNothing(query),
      }),
      mode,
      meaningCoverage: model === null ? 0 : vectorShare(store, model.id),
      facets: helps
        ? countFacets(store, ranked, query.parsed.conditions, (without) => run(understand(request.query, { ...asked, without })).ranked)
        : null,
      didYouMean: helps ? correct(store, known.frequencies, request.query, query.terms) : null,
      notIndexedYet: helps ? notIndexedYet(store) : null,
      tooNarrow:
        helps && ranked.length === 0
          ? tooNarrow(query, (i) => run(understand(request.query, { ...asked, without: (_, j) => i === j })))
          : [],
      tookMs: performance.now() - started,
    }
  }

  const wantedIn = ({ terms, phraseTerms }: Understood) => {
    const { frequencies, chunks } = facts.now()
    return wantedOf([...tellingTerms(frequencies, terms, chunks), ...phraseTerms])
  }

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
      more: ranked.length > limit,
      hits: readHits(store, ranked.slice(0, limit), { explain: false, bare: false, wanted: wantedOf([]), listed: false }),
      mode: byMeaning.length > 0 ? 'semantic' : 'keyword',
      meaningCoverage: model === null ? 0 : vectorShare(store, model.id),
      facets: null,
      didYouMean: null,
      notIndexedYet: null,
      tooNarrow: [],
      tookMs: performance.now() - started,
    }
  }

  const passages = (request: CallParams<'search.passages'>) => {
    const query = understand(request.query, { spellings: facts.now().spellings, typing: false, now: now() })
    return readPassages(store, request, query, wantedIn(query))
  }

  const together = <T>(read: () => T): T => store.db.transaction(read)()
  return {
    search: (request, queryVector, model) => together(() => search(request, queryVector, model)),
    similar: (request, model) => together(() => similar(request, model)),
    passages: (request) => together(() => passages(request)),
    suggest: ({ query, cursor }) => together(() => suggest(query, cursor)),
    related: (documentId) => together(() => relationsOf(store, documentId, facts.now().spellings)),
  }
}

function notIndexedYet(store: Store): NotIndexedYet {
  const { waiting = 0, failed = 0, skipped = 0 } = documentStates(store)
  return { waiting, failed, skipped }
}

/** What each filter keeps away; those that keep nothing away are not the reason. */
function tooNarrow({ parsed }: Understood, without: (condition: number) => Finding): SearchAnswer['tooNarrow'] {
  return parsed.filters
    .map((filter, i) => ({ filter, total: without(i).ranked.length }))
    .filter(({ total }) => total > 0)
    .sort((a, b) => b.total - a.total)
}
