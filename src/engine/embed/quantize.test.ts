import { describe, expect, it } from 'vitest'
import { dequantize, quantizationStep, quantize } from './quantize.ts'
import { makeRotation } from './rotation.ts'
import { makeSketcher } from './sketch.ts'
import { seeded } from './synthetic.fixture.ts'

const random = seeded(3)
const unit = (vector: readonly number[]): Float32Array => {
  const length = Math.hypot(...vector)
  return Float32Array.from(vector, (x) => x / length)
}
const anyVector = (dimensions: number): Float32Array => unit(Array.from({ length: dimensions }, () => random() - 0.5))
const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number => Array.from(a).reduce((sum, x, i) => sum + x * b[i]!, 0)
const zero = { dimensions: 384, mean: new Array<number>(384).fill(0), clip: 0.2 }

describe('quantize', () => {
  it('gives back every number to half a step, the mean included', () => {
    const vector = anyVector(384)
    const constants = { dimensions: 384, mean: Array.from(anyVector(384)), clip: 0.4 }
    const again = dequantize(quantize(vector, constants), constants)
    const worst = Math.max(...again.map((x, i) => Math.abs(x - vector[i]!)))
    expect(worst).toBeLessThanOrEqual(quantizationStep(constants) / 2 + 1e-6)
  })

  it('clips what lies beyond, on both sides alike', () => {
    const vector = new Float32Array(384)
    vector[0] = 0.9
    vector[1] = -0.9
    expect([...quantize(vector, zero).slice(0, 3)]).toEqual([127, -127, 0])
  })

  it('refuses a vector of another model', () => {
    expect(() => quantize(new Float32Array(512), zero)).toThrow(RangeError)
    expect(() => makeSketcher(zero)(new Float32Array(512))).toThrow(RangeError)
  })
})

describe('the rotation', () => {
  for (const dimensions of [32, 96, 384, 512, 768, 1024]) {
    it(`keeps lengths and angles of ${dimensions} numbers`, () => {
      const rotate = makeRotation(dimensions)
      const a = anyVector(dimensions)
      const b = anyVector(dimensions)
      expect(dot(rotate(a), rotate(a))).toBeCloseTo(1, 4)
      expect(dot(rotate(a), rotate(b))).toBeCloseTo(dot(a, b), 4)
    })
  }

  it('spreads one number over all of them', () => {
    const single = new Float32Array(384)
    single[17] = 1
    const spread = makeRotation(384)(single)
    expect(Math.max(...spread.map(Math.abs))).toBeLessThan(0.25)
  })
})

describe('sketches', () => {
  it('are the same in every version of the code, because stored ones stay', () => {
    const vector = unit(Array.from({ length: 384 }, (_, i) => Math.sin(i * i)))
    const { plane1, plane0, factor } = makeSketcher({ ...zero, mean: Array.from({ length: 384 }, (_, i) => Math.cos(i) / 40) })(vector)
    const hex = (plane: Uint8Array) => Array.from(plane.slice(0, 24), (bits) => bits.toString(16)).join('')
    expect({ plane1: hex(plane1), plane0: hex(plane0), factor: factor.toFixed(6) }).toMatchInlineSnapshot(`
      {
        "factor": "0.030129",
        "plane0": "215dac6f76dcddda67895b99",
        "plane1": "cca277f847b3bb2d30263d44",
      }
    `)
  })

  it('tell a near vector from a far one', () => {
    const sketch = makeSketcher(zero)
    const rotate = makeRotation(384)
    const query = anyVector(384)
    const estimate = (vector: Float32Array) => {
      const { plane1, plane0, factor } = sketch(vector)
      const bit = (plane: Uint8Array, i: number) => (plane[i >> 2]! >> (i & 3)) & 1
      return factor * rotate(query).reduce((sum, x, i) => sum + x * (4 * bit(plane1, i) + 2 * bit(plane0, i) - 3), 0)
    }
    for (const share of [0.9, 0.5, 0.1, -0.5]) {
      const vector = unit(Array.from(anyVector(384), (x, i) => share * query[i]! + Math.sqrt(1 - share * share) * x))
      expect(Math.abs(estimate(vector) - dot(vector, query))).toBeLessThan(0.08)
    }
  })

  it('of the mean itself is like nothing', () => {
    expect(makeSketcher(zero)(new Float32Array(384)).factor).toBe(0)
  })
})
