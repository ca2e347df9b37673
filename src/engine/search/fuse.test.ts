import { describe, expect, it } from 'vitest'
import { type Found, fuse } from './fuse.ts'

const found = (...rows: [chunk: number, document: number, score: number][]): Found[] =>
  rows.map(([chunk, document, score]) => ({ chunk, document, score }))
const order = (documents: ReturnType<typeof fuse>) => documents.map((entry) => entry.document)

describe('fusion', () => {
  it('puts what both halves find before what one finds', () => {
    expect(order(fuse(found([1, 1, 9], [2, 2, 8], [9, 9, 1]), found([3, 3, 0.9], [2, 2, 0.8], [8, 8, 0.1]), 1))[0]).toBe(2)
  })

  it('trusts words little when most of the question stands nowhere', () => {
    expect(order(fuse(found([1, 1, 9], [2, 2, 1]), found([3, 3, 0.9], [4, 4, 0.5], [5, 5, 0.1]), 0.1))[0]).toBe(3)
    expect(order(fuse(found([1, 1, 9], [2, 2, 1]), [], 0.1))).toEqual([1, 2])
  })

  it('counts a document by its best chunk; more of them only part equals', () => {
    expect(order(fuse(found([1, 1, 10], [2, 2, 9], [3, 2, 9], [4, 2, 9]), [], 1))).toEqual([1, 2])
    expect(order(fuse(found([1, 1, 9], [2, 2, 9], [3, 2, 5]), [], 1))).toEqual([2, 1])
  })

  it('keeps the order beyond the depth that is scaled', () => {
    const many = found(...Array.from({ length: 300 }, (_, i) => [i, i, 300 - i] as [number, number, number]))
    expect(order(fuse(many, [], 1))).toEqual(many.map(({ document }) => document))
  })

  it('gives a lone hit full marks', () => {
    expect(fuse(found([1, 1, 0.3]), [], 1)[0]?.chunks[0]?.keyword).toBe(1)
  })
})
