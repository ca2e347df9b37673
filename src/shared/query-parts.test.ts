import { describe, expect, it } from 'vitest'
import { queryParts, removeParts, replaceFilters, writeFilter } from './query-parts.ts'

describe('the parts of a query', () => {
  it('know where they stand, also beside the quotes of other keyboards', () => {
    const query = 'lease  “notice period” -type:pdf from:'
    expect(queryParts(query).map(({ start, end }) => query.slice(start, end))).toEqual(['lease', '“notice period”', '-type:pdf', 'from:'])
    expect(queryParts(query).map(({ key, value, not }) => [key, value, not])).toEqual([
      [null, 'lease', false],
      [null, 'notice period', false],
      ['type', 'pdf', true],
      ['from', '', false],
    ])
  })

  it('are written so that they read back as they were meant', () => {
    for (const value of ['pdf', 'Ada Lovelace', 'a "quoted" name', '7d'])
      expect(queryParts(writeFilter('from', value)).map((part) => part.value)).toEqual([value.replaceAll('"', '')])
  })

  it('are exchanged without touching the words', () => {
    expect(replaceFilters('lease type:pdf  2024 -type:md', ['type'], ['type:word'])).toBe('lease 2024 -type:md type:word')
    expect(replaceFilters('after:2024 lease before:2025', ['after', 'before'], [])).toBe('lease')
    const parts = queryParts('a type:pdf b')
    expect(removeParts('a type:pdf b', parts.slice(1, 2))).toBe('a b')
  })
})
