import { expect, test } from 'vitest'
import type { Source } from '../../shared/model.ts'
import { filtersOf, onlyFilters, sourceInQuery, sourceMeant, withDates, withFilter, withoutFilter, withoutFilters } from './filters.ts'

test('chips read back what the query says, however it was written', () => {
  const filters = filtersOf('lease type:PDF,word from:"Ada L" -in:old after:2024 title:x from:bo')
  expect(filters).toMatchObject({ types: ['pdf', 'word'], person: 'Ada L', place: null, after: '2024', before: null, source: null })
  expect(filters.others.map(({ raw }) => raw)).toEqual(['-in:old', 'title:x', 'from:bo'])
})

test('a filter being typed is none yet', () => {
  expect(filtersOf('lease type:')).toEqual(filtersOf('lease'))
})

test('chips write the query and leave the words alone', () => {
  expect(withFilter('lease', 'type', 'pdf')).toBe('lease type:pdf ')
  expect(withFilter('lease type:pdf 2024', 'type', 'pdf,word')).toBe('lease 2024 type:pdf,word ')
  expect(withFilter('type:pdf', 'type', null)).toBe('')
  expect(withDates('lease after:7d', null, '2024-01-01')).toBe('lease before:2024-01-01 ')
  expect(withoutFilters('lease -draft type:pdf "notice period" from:x')).toBe('lease -draft "notice period" ')
})

test('a chip takes its own filter out of whatever the query is by then', () => {
  expect(onlyFilters('leas -in:old from:bo')).toBe(onlyFilters('the lease -in:old of from:bo'))
  expect(withoutFilter('the lease -in:old of from:bo -in:old', '-in:old')).toBe('the lease of from:bo -in:old ')
  expect(withoutFilter('lease', '-in:old')).toBe('lease ')
})

test('a source is written by its name unless that means others too', () => {
  const notes = { id: 'folder-1', name: 'Notes' } as Source
  const old = { id: 'folder-2', name: 'Old notes' } as Source
  expect(sourceInQuery(notes, [notes, old])).toBe('folder-1')
  expect(sourceInQuery(old, [notes, old])).toBe('Old notes')
  expect(sourceMeant('folder-1', [notes, old])).toBe(notes)
  expect(sourceMeant('old notes', [notes, old])).toBe(old)
  expect(sourceMeant('note', [notes, old])).toBeNull()
})
