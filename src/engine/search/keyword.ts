import type { Settings } from '../../shared/api.ts'
import type { Clause } from '../store/search-filter.ts'
import { type ColumnWeights, newestMatches, scoresOf, searchWords, type WordMatch } from '../store/search-words.ts'
import type { Store } from '../store/store.ts'
import type { Frequencies } from './frequencies.ts'
import { anyOf, termMatch } from './query/match.ts'
import type { Term } from './query/terms.ts'

/** Tuned on cranfield, medline, adi and xquad; flat around these values. */
export const columnWeights: ColumnWeights = { title: 2, heading: 1.5, body: 1 }

/** Up to so many postings every matching chunk is ranked, which costs about a millisecond for 1,500. */
const plainPostings = 50_000
/** Where even the two rarest words stand in more chunks than this, only titles and the newest chunks are ranked. */
const rankable = 50_000
const newest = 5_000

/** What the words of a query ask of one index. */
export interface WordQuery {
  readonly terms: readonly Term[]
  /** Phrases that count for rank too; that they are there at all is the filter's business. */
  readonly phrases: readonly string[]
  readonly clause: Clause | null
  readonly plan: Settings['keywordPlan']
  readonly limit: number
}

/** The best chunks by words, best first. */
export function searchKeywords(store: Store, frequencies: Frequencies, query: WordQuery): WordMatch[] {
  const { terms, clause, limit } = query
  const parts = [...terms.map(termMatch), ...query.phrases]
  if (parts.length === 0) return []
  const all = parts.join(' OR ')
  if (query.plan === 'plain' || terms.length === 0) return searchWords(store, all, columnWeights, clause, limit)
  const counted = terms.map((term) => ({ term, count: frequencies.of(term) })).sort((a, b) => a.count - b.count)
  const postings = counted.reduce((sum, { count }) => sum + count, 0)
  if (query.plan === 'auto' && postings <= plainPostings) return searchWords(store, all, columnWeights, clause, limit)
  const rare = rarerWords(counted)
  const match = [anyOf(rare.map(({ term }) => term)), ...query.phrases].filter((part) => part !== '').join(' OR ')
  if (match === '') return []
  if (query.plan === 'auto' && rare.reduce((sum, { count }) => sum + count, 0) > rankable)
    return amongNewest(store, match, all, clause, limit)
  return rarerHalf(store, match, all, clause, limit)
}

/**
 * Of words counted and sorted rarest first, those of which a chunk must hold one: at least two that stand somewhere, and of the
 * rarer half as many as stand in no more than `rankable` chunks together. Without that bound the slowest question in
 * twenty, whose words are common all, costs four fifths of ranking everything; with it a quarter.
 */
export function rarerWords<T extends { readonly count: number }>(counted: readonly T[]): T[] {
  const half = Math.max(2, Math.ceil(counted.length / 2))
  const rare: T[] = []
  let postings = 0
  for (const word of counted.filter(({ count }) => count > 0).slice(0, half)) {
    postings += word.count
    if (rare.length >= 2 && postings > rankable) break
    rare.push(word)
  }
  return rare
}

/**
 * Chunks with a hit in the rarer half of the words, ranked by all of them. FTS5 adds up both sides of its AND, so the
 * rarer half would count twice: its own score is taken off again, after fetching a few rows more than asked for.
 */
function rarerHalf(store: Store, rare: string, all: string, clause: Clause | null, limit: number): WordMatch[] {
  const rows = searchWords(store, `(${rare}) AND (${all})`, columnWeights, clause, limit + Math.min(limit, 100))
  const twice = scoresOf(
    store,
    rare,
    columnWeights,
    rows.map((row) => row.chunk),
  )
  return rows
    .map((row) => ({ ...row, score: row.score - (twice.get(row.chunk) ?? 0) }))
    .sort((a, b) => b.score - a.score)
    .slice(0, limit)
}

/** Words that stand in very many chunks say little: hits in titles, and the chunks written last. */
function amongNewest(store: Store, rare: string, all: string, clause: Clause | null, limit: number): WordMatch[] {
  const titles = newestMatches(store, `title : (${rare})`, columnWeights, clause, newest)
  const recent = newestMatches(store, rare, columnWeights, clause, newest)
  const found = new Map([...titles, ...recent].map((row) => [row.chunk, row]))
  const scores = rare === all ? new Map<number, number>() : scoresOf(store, all, columnWeights, [...found.keys()])
  return [...found.values()]
    .map((row) => ({ ...row, score: scores.get(row.chunk) ?? row.score }))
    .sort((a, b) => b.score - a.score)
    .slice(0, limit)
}
