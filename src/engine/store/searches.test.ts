import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { dropHome, emptyHome, openSample, type Sample } from './sample.fixture.ts'
import { forgetSearch, keepSearch, listSearches, noteSearch } from './searches.ts'

let home: string
let sample: Sample
beforeEach(() => {
  home = emptyHome()
  sample = openSample(home)
})
afterEach(() => {
  sample.store.close()
  dropHome(home)
})

const recent = () => listSearches(sample.store).recent.map(({ query }) => query)
const saved = () => listSearches(sample.store).saved

describe('searches people come back to', () => {
  it('are listed newest first, each once', () => {
    noteSearch(sample.store, 'lease', 1_000)
    noteSearch(sample.store, 'boiler ', 2_000)
    noteSearch(sample.store, 'lease', 3_000)
    expect(listSearches(sample.store).recent).toEqual([
      { query: 'lease', usedAt: '1970-01-01T00:00:03.000Z' },
      { query: 'boiler', usedAt: '1970-01-01T00:00:02.000Z' },
    ])
  })

  it('are forgotten after a hundred newer ones, unless kept', () => {
    noteSearch(sample.store, 'kept', 0)
    keepSearch(sample.store, 'kept', 'The one')
    for (let i = 1; i <= 150; i++) noteSearch(sample.store, `query ${i}`, i)
    expect(recent()).toHaveLength(20)
    expect(recent()[0]).toBe('query 150')
    expect(sample.count('search')).toBe(101)
    expect(saved()).toEqual([{ query: 'kept', name: 'The one' }])
  })

  it('can be kept under another name, and let go one by one or all at once', () => {
    keepSearch(sample.store, 'type:pdf', 'Papers')
    keepSearch(sample.store, 'type:pdf', 'All papers')
    noteSearch(sample.store, 'type:pdf', 1)
    noteSearch(sample.store, 'lease', 2)
    forgetSearch(sample.store, 'lease', false)
    expect(recent()).toEqual(['type:pdf'])
    forgetSearch(sample.store, null, false)
    expect(recent()).toEqual([])
    expect(saved()).toEqual([{ query: 'type:pdf', name: 'All papers' }])
    forgetSearch(sample.store, 'type:pdf', true)
    expect(sample.count('search')).toBe(0)
  })
})
