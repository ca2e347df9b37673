import type { Clause } from './search-filter.ts'
import { prepared } from './statements.ts'
import type { Store } from './store.ts'

/** A chunk found by words; higher is better. */
export interface WordMatch {
  readonly chunk: number
  readonly document: number
  readonly score: number
}

/** How much a word counts in a chunk's title, heading and body (FTS5's `bm25`). */
export interface ColumnWeights {
  readonly title: number
  readonly heading: number
  readonly body: number
}

const columns = (weights: ColumnWeights) => [weights.title, weights.heading, weights.body]

/** In how many chunks a word stands. Reads the word's whole posting list: keep the answer. */
export function wordFrequency(store: Store, word: string): number {
  return prepared<{ doc: number }>(store, 'select doc from word where term = ?').get(word)?.doc ?? 0
}

/** The index's words from one to before another, each with in how many chunks it stands. Reads all their posting lists. */
export const wordsBetween = (store: Store, from: string, before: string): { readonly term: string; readonly doc: number }[] =>
  prepared<{ term: string; doc: number }>(store, 'select term, doc from word where term >= ? and term < ?').all(from, before)

/** A chunk with a word, to see how people write it; null when there is none any more. */
export const anyChunkWith = (store: Store, word: string): number | null =>
  prepared<{ chunk: number }>(store, 'select rowid as chunk from words where words match ? limit 1').get(`"${word}"`)?.chunk ?? null

/** The best chunks for an FTS5 expression, best first. */
export function searchWords(store: Store, match: string, weights: ColumnWeights, clause: Clause | null, limit: number): WordMatch[] {
  const score = '-bm25(words, ?, ?, ?)'
  if (clause === null) {
    return prepared(
      store,
      `with found as materialized (select rowid as chunk, ${score} as score from words where words match ? order by score desc limit ?)
       select found.chunk, c.document, found.score from found cross join chunk c on c.id = found.chunk order by found.score desc`,
    ).all(...columns(weights), match, limit) as WordMatch[]
  }
  return prepared(
    store,
    `select c.id as chunk, c.document, ${score} as score from words cross join chunk c on c.id = words.rowid cross join document d on d.id = c.document
     where words match ? and ${clause.sql} order by score desc limit ?`,
  ).all(...columns(weights), match, ...clause.params, limit) as WordMatch[]
}

/**
 * The chunks written last that match, newest first: for words that stand nearly everywhere. Without `weights` all score 0:
 * the first score of a question reads its posting lists to the end.
 */
export function newestMatches(
  store: Store,
  match: string,
  weights: ColumnWeights | null,
  clause: Clause | null,
  limit: number,
): WordMatch[] {
  const documents = clause === null ? '' : 'cross join document d on d.id = c.document'
  return prepared(
    store,
    `select c.id as chunk, c.document, ${weights === null ? '0' : '-bm25(words, ?, ?, ?)'} as score
     from words cross join chunk c on c.id = words.rowid ${documents}
     where words match ? and ${clause?.sql ?? '1'} order by words.rowid desc limit ?`,
  ).all(...(weights === null ? [] : columns(weights)), match, ...(clause?.params ?? []), limit) as WordMatch[]
}

/**
 * The scores of given chunks for an expression. The plus keeps SQLite from starting FTS5 anew for every chunk, which
 * would count every posting list again each time.
 */
export function scoresOf(store: Store, match: string, weights: ColumnWeights, chunks: readonly number[]): Map<number, number> {
  const rows = prepared(
    store,
    'select rowid as chunk, -bm25(words, ?, ?, ?) as score from words where words match ? and +rowid in (select value from json_each(?))',
  ).all(...columns(weights), match, JSON.stringify(chunks)) as { chunk: number; score: number }[]
  return new Map(rows.map((row) => [row.chunk, row.score]))
}
