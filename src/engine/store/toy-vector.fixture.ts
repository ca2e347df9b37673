import type { StoredSketch } from './segments.ts'
import type { VectorRow } from './vectors.ts'

/** A vector of 32 numbers that can be told by its number wherever it lies. */
export function toyVector(number: number): VectorRow {
  return { hash: number.toString(16).padStart(32, '0'), v: new Int8Array(32).fill(number % 127), sketch: toySketch(number) }
}

export function toySketch(number: number): StoredSketch {
  const nibbles = (from: number) => Uint8Array.from({ length: 8 }, (_, i) => (from >> i) & 15)
  return { plane1: nibbles(number), plane0: nibbles(number * 7), factor: number }
}
