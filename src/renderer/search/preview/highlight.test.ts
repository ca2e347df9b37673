import { expect, test } from 'vitest'
import type { Hit, SearchAnswer } from '../../../shared/model.ts'
import { afterTitle, findTerms, fold, termsOf } from './highlight.ts'

const found = (text: string, ...terms: string[]) => findTerms(text, terms).map(([start, end]) => text.slice(start, end))

test('words are found in their forms, and only as words', () => {
  expect(found('Renew it. Renewed, renewal; prerenew.', 'renew')).toEqual(['Renew', 'Renewed', 'renewal'])
  expect(found('a cat in a category', 'cat')).toEqual(['cat'])
})

test('accents and case do not matter, and offsets stay those of the text', () => {
  expect(found('Die KÜNDIGUNGSFRIST im Café', 'kundigungsfrist', 'cafe')).toEqual(['KÜNDIGUNGSFRIST', 'Café'])
  expect(found('İstanbul 😀 café', 'cafe')).toEqual(['café'])
  expect(fold('ÀÉ😀ß').length).toBe('ÀÉ😀ß'.length)
})

test('Chinese words are found inside a sentence', () => {
  expect(found('合同的续签通知期为三个月。', '通知期')).toEqual(['通知期'])
})

test('a term with signs is taken literally', () => {
  expect(found('use c++ (really) [now]', 'c++')).toEqual(['c++'])
  expect(found('nothing here', '.*', '(')).toEqual([])
})

test('a first heading that repeats the title is left out, any other stays', () => {
  expect(afterTitle('# Café Notes\n\nText', 'cafe notes')).toBe(14)
  expect(afterTitle('# Another\n\nText', 'Notes')).toBe(0)
  expect(afterTitle('Text', 'Text')).toBe(0)
})

test('small words the engine left unmarked are not marked in the document', () => {
  const hit = { title: { text: 'Lease', marks: [[0, 5]] }, snippet: { text: 'the lease ends', marks: [[4, 9]] } } as unknown as Hit
  const answer = { understood: { words: ['the', 'lease', 'cancel', '通知期'] }, hits: [hit] } as unknown as SearchAnswer
  expect(termsOf(hit, answer)).toEqual(['lease', 'cancel', '通知期'])
})
