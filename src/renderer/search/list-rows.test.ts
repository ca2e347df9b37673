import { expect, test } from 'vitest'
import { type Expanded, placeOf, rowAt, rowCount } from './list-rows.ts'

const expanded: Expanded = [
  [1, 2],
  [3, 1],
]
const rows = (n: number, of: Expanded) =>
  Array.from({ length: n }, (_, place) => {
    const row = rowAt(place, of)
    return row.type === 'hit' ? `${row.index}` : `${row.index}.${row.nth}`
  })

test('passages stand below their hit', () => {
  expect(rows(8, expanded)).toEqual(['0', '1', '1.0', '1.1', '2', '3', '3.0', '4'])
  expect(rowCount(5, expanded)).toBe(8)
  expect(rows(3, [])).toEqual(['0', '1', '2'])
})

test('a hit is found at its place, whatever is shown above it', () => {
  for (let hit = 0; hit < 5; hit++) expect(rowAt(placeOf(hit, expanded), expanded)).toEqual({ type: 'hit', index: hit })
})
