import { expect, test } from 'vitest'
import type { Hit, SearchAnswer } from '../../shared/model.ts'
import { mergeHits } from './merge-hits.ts'

const hit = (documentId: number, score = 0) => ({ documentId, score }) as Hit
const answer = (ids: readonly number[], total = ids.length) => ({ hits: ids.map((id) => hit(id, 1)), total }) as unknown as SearchAnswer
const ids = (hits: readonly Hit[]) => hits.map((h) => h.documentId)

test('before the person has touched the list, the newer order is taken as it is', () => {
  expect(ids(mergeHits([hit(1), hit(2)], answer([3, 2, 1]), 0))).toEqual([3, 2, 1])
})

test('rows down to the cursor stay, the better ones come right below', () => {
  expect(ids(mergeHits([hit(1), hit(2), hit(3)], answer([4, 3, 1, 5, 2]), 2))).toEqual([1, 2, 4, 3, 5])
})

test('a held row takes on what the newer answer says about it', () => {
  expect(mergeHits([hit(1, 0)], answer([1]), 1)[0]?.score).toBe(1)
})

test('a deleted document leaves, even under the cursor', () => {
  expect(ids(mergeHits([hit(1), hit(2)], answer([2, 3]), 2))).toEqual([2, 3])
})

test('a held row beyond the end of a cut answer stays', () => {
  expect(ids(mergeHits([hit(9), hit(2)], answer([2, 3], 400), 1))).toEqual([9, 2, 3])
})
