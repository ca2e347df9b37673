import type { Quantization } from './quantize.ts'
import { makeRotation } from './rotation.ts'

/**
 * A vector in two bits a number: rotated, centred, and rounded to one of -3, -1, 1, 3. Each byte of a plane holds the
 * bits of four neighbouring numbers, the first in the lowest bit; `plane1` says the sign (set: positive), `plane0` with
 * it the size, so that a number is `4·bit1 + 2·bit0 - 3`.
 */
export interface Sketch {
  readonly plane1: Uint8Array
  readonly plane0: Uint8Array
  /** What a dot product with the rounded numbers is multiplied by to estimate the one with the vector itself. */
  readonly factor: number
}

/** Where the steps of a two-bit quantiser lie that loses least of normally distributed numbers, in standard deviations (Max, 1960). */
const threshold = 0.9816

/** Makes sketches of a model's unit vectors. Good for many calls: it keeps the rotation. */
export function makeSketcher({ dimensions, mean }: Quantization): (vector: Float32Array) => Sketch {
  if (dimensions % 32 !== 0) throw new RangeError('sketches are made of vectors whose length is a multiple of 32')
  const rotate = makeRotation(dimensions)
  const centred = new Float32Array(dimensions)
  return (vector) => {
    if (vector.length !== dimensions) throw new RangeError(`a vector of ${dimensions} numbers was expected, not ${vector.length}`)
    for (let i = 0; i < dimensions; i++) centred[i] = vector[i]! - mean[i]!
    return roundToTwoBits(rotate(centred))
  }
}

function roundToTwoBits(vector: Float32Array): Sketch {
  let squares = 0
  for (const x of vector) squares += x * x
  const step = threshold * Math.sqrt(squares / vector.length)
  const plane1 = new Uint8Array(vector.length / 4)
  const plane0 = new Uint8Array(vector.length / 4)
  let dot = 0
  for (let i = 0; i < vector.length; i++) {
    const x = vector[i]!
    const bit1 = x > 0 ? 1 : 0
    const bit0 = bit1 ? (x > step ? 1 : 0) : x > -step ? 1 : 0
    plane1[i >> 2]! |= bit1 << (i & 3)
    plane0[i >> 2]! |= bit0 << (i & 3)
    dot += x * (4 * bit1 + 2 * bit0 - 3)
  }
  // A vector that equals the mean has no direction: nothing is like it.
  return { plane1, plane0, factor: dot > 0 ? squares / dot : 0 }
}
