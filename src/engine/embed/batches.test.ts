import fc from 'fast-check'
import { expect, it } from 'vitest'
import { fullBatch, smallBatch, type Tokens, takeBatch } from './batches.ts'

const texts = (lengths: readonly number[]): Tokens[] => lengths.map((length, i) => ({ hash: String(i), ids: new Int32Array(length) }))
const hashes = (batch: readonly Tokens[]) => batch.map(({ hash }) => hash)

it('puts the text that waits longest together with those of like length', () => {
  const waiting = texts([100, 10, 104, 250, 96, 12])
  expect(hashes(takeBatch(waiting, { texts: 3, tokens: 640 })).sort()).toEqual(['0', '2', '4'])
  expect(hashes(waiting)).toEqual(['1', '3', '5'])
})

it('takes little while someone searches', () => {
  expect(takeBatch(texts([100, 100, 100]), smallBatch)).toHaveLength(1)
  expect(takeBatch(texts([20, 20, 20]), smallBatch)).toHaveLength(2)
})

it('takes every text exactly once, never too many at a time, and always gets on', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 700 }), { maxLength: 200 }), (lengths) => {
      const waiting = texts(lengths)
      const seen: string[] = []
      while (waiting.length > 0) {
        const oldest = waiting[0]!.hash
        const batch = takeBatch(waiting, fullBatch)
        expect(hashes(batch)).toContain(oldest)
        const padded = Math.max(...batch.map(({ ids }) => ids.length)) * batch.length
        expect(batch.length === 1 || (padded <= fullBatch.tokens && batch.length <= fullBatch.texts)).toBe(true)
        seen.push(...hashes(batch))
      }
      expect(seen.sort()).toEqual(hashes(texts(lengths)).sort())
    }),
  )
})
