import type { Settings } from '../../shared/api.ts'
import type { Clause } from '../store/search-filter.ts'
import { type ColumnWeights, newestMatches, scoresOf, searchWords, type WordMatch } from '../store/search-words.ts'
import type { Store } from '../store/store.ts'
import type { Frequencies } from './frequencies.ts'
import { anyOf, termMatch } from './query/match.ts'
import type { Term } from './query/terms.ts'

/** Tuned on cranfield, medline, adi and xquad; flat around these values. */
export const columnWeights: ColumnWeights = { title: 2, heading: 1.5, body: 1 }

/** How much of the index one question may read. */
interface Effort {
  /** Postings up to which every matching chunk is ranked, which costs about a millisecond for 1,500. */
  readonly rankable: number
  /** Where words stand in more chunks than can be ranked: how many of those written last are, and of those with them in the title. */
  readonly newest: number
}

const thorough: Effort = { rankable: 50_000, newest: 5_000 }
/** Between two keys. What it passes over comes with the answer to the whole question, a moment later. */
const quick: Effort = { rankable: 4_000, newest: 120 }

/** What the words of a query ask of one index. */
export interface WordQuery {
  readonly terms: readonly Term[]
  /** Phrases that count for rank too; that they are there at all is the filter's business. */
  readonly phrases: readonly string[]
  readonly clause: Clause | null
  readonly plan: Settings['keywordPlan']
  readonly limit: number
  /** The question is still being typed: an answer now is worth more than the last common word in it. */
  readonly quick?: boolean
  /** How many chunks the index has. */
  readonly chunks?: number
}

/** The best chunks by words, best first. */
export function searchKeywords(store: Store, frequencies: Frequencies, query: WordQuery): WordMatch[] {
  const { clause, limit } = query
  const terms = query.quick ? withoutCommonBeginnings(query.terms, frequencies) : query.terms
  const parts = [...terms.map(termMatch), ...query.phrases]
  if (parts.length === 0) return []
  const all = parts.join(' OR ')
  if (query.plan === 'plain' || terms.length === 0) return searchWords(store, all, columnWeights, clause, limit)
  const effort = query.quick ? quick : thorough
  const isLarge = (query.chunks ?? 0) > large
  const countOf = (term: Term) => (query.quick && isLarge && isShortBeginning(term) ? Number.POSITIVE_INFINITY : frequencies.of(term))
  const counted = terms.map((term) => ({ term, count: countOf(term) })).sort((a, b) => a.count - b.count)
  if (query.plan === 'auto' && sumOf(counted) <= effort.rankable) return searchWords(store, all, columnWeights, clause, limit)
  const rare = rarerWords(counted, effort.rankable)
  const matching = (words: readonly { readonly term: Term }[]) =>
    [anyOf(words.map(({ term }) => term)), ...query.phrases].filter((part) => part !== '').join(' OR ')
  const match = matching(rare)
  if (match === '') return []
  if (query.plan === 'auto' && sumOf(rare) > effort.rankable) {
    const telling = matching(rare.filter((_, at) => sumOf(rare.slice(0, at + 1)) <= effort.rankable))
    return (query.quick ? newestFirst : amongNewest)(store, { match, telling, all, clause, limit, newest: effort.newest })
  }
  return rarerHalf(store, match, all, clause, limit)
}

const sumOf = (words: readonly { readonly count: number }[]): number => words.reduce((sum, { count }) => sum + count, 0)

/**
 * Of words counted and sorted rarest first, those of which a chunk must hold one: at least two that stand somewhere, and of the
 * rarer half as many as stand in no more than `rankable` chunks together. Without that bound the slowest question in
 * twenty, whose words are common all, costs four fifths of ranking everything; with it a quarter.
 */
export function rarerWords<T extends { readonly count: number }>(counted: readonly T[], rankable: number): T[] {
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

/** A word as common as this is meant itself, and what else begins so would take long to gather. */
const withoutCommonBeginnings = (terms: readonly Term[], frequencies: Frequencies): readonly Term[] =>
  terms.map((term) => (term.beginning !== null && frequencies.of(term) > quick.rankable ? { ...term, beginning: null } : term))

/** Chunks of an index in which a short beginning is in too many of them to be ranked between two keys. */
const large = 25_000

/** What begins so is gathered from many words, and to count them takes as long as to rank what they stand in. */
const isShortBeginning = ({ beginning }: Term): boolean => beginning !== null && beginning.length < 5

interface Common {
  /** Words that stand in too many chunks to rank. */
  readonly match: string
  /** Those of them that do not; may be empty. */
  readonly telling: string
  readonly all: string
  readonly clause: Clause | null
  readonly limit: number
  readonly newest: number
}

/** Words that stand in very many chunks say little: hits in titles, the chunks written last, and all that have the telling ones. */
function amongNewest(store: Store, { match, telling, all, clause, limit, newest }: Common): WordMatch[] {
  const found = new Map<number, WordMatch>()
  const add = (rows: readonly WordMatch[]) => {
    for (const row of rows) if ((found.get(row.chunk)?.score ?? -1) < row.score) found.set(row.chunk, row)
  }
  if (telling !== '') add(searchWords(store, telling, columnWeights, clause, newest))
  add(newestMatches(store, `title : (${match})`, columnWeights, clause, newest))
  add(newestMatches(store, match, columnWeights, clause, newest))
  const scores = match === all ? new Map<number, number>() : scoresOf(store, all, columnWeights, [...found.keys()])
  return [...found.values()]
    .map((row) => ({ ...row, score: scores.get(row.chunk) ?? row.score }))
    .sort((a, b) => b.score - a.score)
    .slice(0, limit)
}

/** Between two keys the same unranked: what has the telling words, then hits in titles, then the rest, each newest first. */
function newestFirst(store: Store, { match, telling, all, clause, limit, newest }: Common): WordMatch[] {
  const found = new Map<number, WordMatch>()
  if (telling !== '') for (const row of searchWords(store, telling, columnWeights, clause, newest)) found.set(row.chunk, row)
  const lowest = Math.min(1, ...[...found.values()].map(({ score }) => score))
  const unranked = [...newestMatches(store, `title : (${match})`, null, clause, newest), ...newestMatches(store, all, null, clause, newest)]
  for (const [at, row] of unranked.entries())
    if (!found.has(row.chunk)) found.set(row.chunk, { ...row, score: lowest * (1 - (at + 1) / (unranked.length + 1)) })
  return [...found.values()].sort((a, b) => b.score - a.score).slice(0, limit)
}
