import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createFrequencies } from './frequencies.ts'
import { rarerWords, searchKeywords } from './keyword.ts'
import { type Library, openLibrary } from './library.fixture.ts'
import { queryTerms, type Term } from './query/terms.ts'

let library: Library
beforeEach(() => {
  library = openLibrary()
  for (let i = 0; i < 120; i += 1) {
    library.add(`n${i}.md`, `common words ${i % 3 ? 'walrus' : 'seal'} ${i % 7 ? 'ice' : 'snow'} ${'more '.repeat((i % 5) + 1)}`)
  }
})
afterEach(() => library.close())

const search = (query: string, plan: 'plain' | 'rarer-half' | 'auto', limit = 500) =>
  searchKeywords(library.sample.store, createFrequencies(library.sample.store), {
    terms: queryTerms(query, ['en'], false),
    phrases: [],
    clause: null,
    plan,
    limit,
  })

describe('the plan for common words', () => {
  it('wants a hit in the rarer half and gives the very scores of the plain one', () => {
    const plain = new Map(search('common words snow seal', 'plain').map((row) => [row.chunk, row.score]))
    const rows = search('common words snow seal', 'rarer-half')
    expect(plain.size).toBe(120)
    expect(rows.length).toBeGreaterThan(40)
    expect(rows.length).toBeLessThan(60)
    for (const row of rows) expect(row.score).toBeCloseTo(plain.get(row.chunk)!, 9)
    expect(rows.map((row) => row.score)).toEqual(rows.map((row) => row.score).toSorted((a, b) => b - a))
  })

  it('takes words that stand nowhere for no half', () => {
    expect(search('nowhere nothing common words', 'rarer-half', 5)).toHaveLength(5)
    expect(search('nowhere nothing', 'rarer-half')).toEqual([])
  })

  it('asks for no word that stands in too many chunks to rank, but for two in any case', () => {
    const words = (...counts: number[]) => counts.map((count) => ({ count }))
    expect(rarerWords(words(3, 40, 900, 20_000, 90_000, 200_000), 50_000)).toEqual(words(3, 40, 900))
    expect(rarerWords(words(3, 40, 70_000, 80_000, 90_000, 200_000), 50_000)).toEqual(words(3, 40))
    expect(rarerWords(words(60_000, 70_000, 80_000, 90_000), 50_000)).toEqual(words(60_000, 70_000))
    expect(rarerWords(words(0, 0, 5, 6, 7, 8), 50_000)).toEqual(words(5, 6, 7))
  })

  it('is not taken by itself in a small index', () => {
    expect(search('common words snow seal', 'auto')).toHaveLength(120)
  })

  it('finds the telling word of a question that is being typed, however common the others are', () => {
    library.add('old.md', 'the heron waits among common words')
    for (let i = 0; i < 1_200; i += 1) library.add(`later${i}.md`, 'common words of another day')
    const counts = createFrequencies(library.sample.store)
    // As in an index ten thousand times as large.
    const frequencies = { ...counts, of: (term: Term) => (counts.of(term) > 100 ? 10_000 * counts.of(term) : counts.of(term)) }
    const ask = (query: string, quick: boolean, chunks = 0) =>
      searchKeywords(library.sample.store, frequencies, {
        terms: queryTerms(query, ['en'], true),
        phrases: [],
        clause: null,
        plan: 'auto',
        limit: 30,
        quick,
        chunks,
      })
    const [best] = ask('heron common words', false)
    for (const query of ['heron common words', 'common words heron', 'common heron wor'])
      for (const quick of [true, false]) expect(ask(query, quick)[0]?.chunk).toBe(best!.chunk)
    expect(ask('common', true)).toHaveLength(30)
    // In a large index a short beginning is not ranked between two keys, but found all the same, beside what other words find.
    expect(ask('her', true, 1_000_000).map(({ chunk }) => chunk)).toContain(best!.chunk)
    expect(ask('heron com', true, 1_000_000)[0]?.chunk).toBe(best!.chunk)
  })
})
