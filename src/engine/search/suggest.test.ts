import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Library, openLibrary } from './library.fixture.ts'

let library: Library
beforeEach(() => {
  library = openLibrary()
  library.add('Contracts/2024/lease.md', 'The lease.', { author: 'Ada Lovelace' })
  library.add('Contracts/annex.pdf', 'Annex.', { mimeType: 'application/pdf', author: 'Adam Smith' })
  library.add('Kitchen/soup.md', 'Soup.', { author: 'Ada Lovelace' })
})
afterEach(() => library.close())

const texts = (query: string, cursor = query.length) =>
  library.searcher.suggest({ query, cursor }).items.map(({ text, documents }) => `${text}${documents === null ? '' : ` ${documents}`}`)

test('a filter begun is completed from the names of the index, the most frequent first', () => {
  expect(texts('from:ada')).toEqual(['from:"Ada Lovelace" 2', 'from:"Adam Smith" 1'])
  expect(texts('from:love')).toEqual(['from:"Ada Lovelace" 2'])
  expect(texts('from:')).toEqual(['from:"Ada Lovelace" 2', 'from:"Adam Smith" 1'])
  expect(texts('in:20')).toEqual(['in:2024 1'])
  expect(texts('type:')).toEqual(['type:markdown 2', 'type:pdf 1'])
  expect(texts('-type:md')).toEqual(['-type:markdown 2'])
  expect(texts('after:y')).toEqual(['after:yesterday'])
})

test('a plain word offers the filters it may mean', () => {
  expect(texts('contr')).toEqual(['in:Contracts 2'])
  expect(texts('pdf')).toEqual(['type:pdf 1'])
  expect(texts('so')).toEqual(['source:'])
  expect(texts('a')).toEqual([])
  expect(texts('"ada')).toEqual([])
})

test('what stands at the cursor is replaced, and nothing else', () => {
  const { from, to, items } = library.searcher.suggest({ query: 'lease from:ad type:md', cursor: 13 })
  expect([from, to]).toEqual([6, 13])
  expect(items[0]?.text).toBe('from:"Ada Lovelace"')
  expect(texts('lease ')).toEqual([])
})
