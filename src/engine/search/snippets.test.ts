import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyText } from './any-text.fixture.ts'
import { queryTerms } from './query/terms.ts'
import { markAll, snippet, wantedOf } from './snippets.ts'

const wanted = (query: string) => wantedOf(queryTerms(query, ['en'], false))

describe('a snippet', () => {
  it('is the part of a long passage with most of the words', () => {
    const passage = `${'Nothing here. '.repeat(40)}The silver walrus sang. ${'More of nothing. '.repeat(40)}A walrus.`
    const { text, marks } = snippet(passage, 'en', wanted('silver walruses'))
    expect(text.length).toBeLessThan(300)
    expect(text).toMatch(/^… .* …$/)
    expect(marks.map(([start, end]) => text.slice(start, end))).toEqual(['silver', 'walrus'])
  })

  it('is the start when nothing is to be marked, without markup', () => {
    expect(snippet('## Title\n\n- **bold** [link](http://x.y)', 'en', wanted('zebra'))).toEqual({ text: 'Title bold link', marks: [] })
  })

  it.each([
    ['Walruses', 'walrus'],
    ['C#', 'c#'],
    ['.NET', '.net'],
    ['getUserByID', 'user'],
    ["O'Brien", 'obrien'],
    ['Écoles', 'ecole'],
    ['wi-fi', 'wifi'],
  ])('marks %s for %s, among words that begin with other letters', (written, query) => {
    const { text, marks } = snippet(`Nobody knows ${written} here.`, 'en', wanted(query))
    expect(marks.map(([start, end]) => text.slice(start, end))).toEqual([written])
  })

  it('has marks in order that do not overlap, inside the text and not inside a character', () => {
    fc.assert(
      fc.property(anyText(600), anyText(20), (passage, query) => {
        for (const { text, marks } of [snippet(passage, null, wanted(query)), markAll(passage, 'en', wanted(passage.slice(0, 30)))]) {
          let last = 0
          for (const [start, end] of marks) {
            expect(start).toBeGreaterThanOrEqual(last)
            expect(end).toBeGreaterThan(start)
            last = end
          }
          expect(last).toBeLessThanOrEqual(text.length)
          if (passage.isWellFormed()) expect(text.isWellFormed()).toBe(true)
        }
      }),
    )
  })
})
