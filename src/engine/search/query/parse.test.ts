import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyText } from '../any-text.fixture.ts'
import { parseDate } from './dates.ts'
import { parseQuery } from './parse.ts'

const now = new Date(2026, 10, 23, 15).getTime()
const parse = (query: string) => parseQuery(query, now)

describe('a query', () => {
  it('is words, phrases, exclusions and filters', () => {
    const query = parse('budget "annual report" -draft -"first version" type:pdf from:"Ada Lovelace" after:2024-05')
    expect(query.words).toEqual(['budget'])
    expect(query.phrases).toEqual(['annual report'])
    expect(query.excluded).toEqual(['draft', 'first version'])
    expect(query.filters).toEqual(['type:pdf', 'from:"Ada Lovelace"', 'after:2024-05'])
    expect(query.conditions).toContainEqual({ key: 'after', date: new Date(2024, 4, 1).getTime(), not: false })
    expect(query.text).toBe('budget annual report')
  })

  it('takes the quotes of other keyboards', () => {
    expect(parse('\u201eguten Morgen\u201c').phrases).toEqual(['guten Morgen'])
  })

  it('excludes what a filter finds', () => {
    expect(parse('tax -type:pdf').conditions).toEqual([{ key: 'type', value: 'pdf', not: true }])
  })

  it.each(['before:tomorrowish', 'nokey:value', 'https://example.org/a', 'from:', '"never closed', '10:30', 'a:b:c'])(
    'searches %s as words',
    (query) => {
      const { words, conditions, excluded } = parse(query)
      expect(words.length).toBeGreaterThan(0)
      expect([...conditions, ...excluded]).toEqual([])
    },
  )

  it('takes a lone sign and an option of a command for what they are', () => {
    expect(parse('a - b').excluded).toEqual([])
    expect(parse('--no-embed').excluded).toEqual([])
  })

  it('never fails', () => {
    const bits = fc.constantFrom('"', '-', ':', 'type:', 'before:', ' ', 'a', '2024', '(', '*', 'OR', '\u0000')
    fc.assert(fc.property(fc.array(fc.oneof(bits, anyText(30))), (parts) => void parse(parts.join(''))))
  })
})

describe('a date', () => {
  it.each([
    ['2024', new Date(2024, 0, 1)],
    ['2024-2-29', new Date(2024, 1, 29)],
    ['today', new Date(2026, 10, 23)],
    ['2w', new Date(2026, 10, 9)],
    ['1y', new Date(2025, 10, 23)],
  ])('is understood: %s', (text, date) => expect(parseDate(text, now)).toBe(date.getTime()))

  it.each(['2023-02-29', '2024-13', '20', 'soon'])('is none: %s', (text) => expect(parseDate(text, now)).toBeNull())
})
