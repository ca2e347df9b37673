import { expect, it } from 'vitest'
import { createTokens } from './tokens.ts'

const at = (ms: number) => new Date(1_700_000_000_000 + ms)

it('gives a burst, then as many as were said in a minute', () => {
  const tokens = createTokens({ burst: 3, perMinute: 60 })
  expect([0, 0, 0].map((ms) => tokens.take(at(ms)))).toEqual([null, null, null])
  expect(tokens.take(at(0))).toBe(1_000)
  expect(tokens.take(at(400))).toBe(600)
  expect(tokens.take(at(1_000))).toBeNull()
  expect(tokens.take(at(1_000))).toBe(1_000)
  expect([1, 2, 3, 4].map(() => tokens.take(at(3_600_000)))).toEqual([null, null, null, 1_000])
})

it('is neither filled nor emptied by a clock that is put back', () => {
  const tokens = createTokens({ burst: 1, perMinute: 60 })
  expect(tokens.take(at(10_000_000))).toBeNull()
  expect(tokens.take(at(0))).toBe(1_000)
  expect(tokens.take(at(1_000))).toBeNull()
})
