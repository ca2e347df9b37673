/**
 * A fixed orthogonal map that spreads a vector's content evenly over its numbers. A sketch keeps two bits of each
 * number, which only works when no number matters much more than another; without it, models whose texts all point one
 * way lose a seventh of what they should find.
 *
 * Four rounds of: shuffle, flip signs, and a Walsh-Hadamard transform of the first and of the last 2^k numbers. Only
 * additions and products, so every machine gets the same bits, and the work grows as d log d instead of d².
 *
 * Belongs to the version of the code: changing anything here makes every stored sketch wrong.
 */
export function makeRotation(dimensions: number): (vector: Float32Array) => Float32Array {
  const rounds = makeRounds(dimensions)
  const block = 2 ** Math.floor(Math.log2(dimensions))
  // One transform of `block` numbers makes a vector longer by the root of `block`.
  const scale = 1 / Math.sqrt(block)
  return (vector) => {
    let from = Float32Array.from(vector)
    let to = new Float32Array(dimensions)
    for (const { order, signs } of rounds) {
      for (let i = 0; i < dimensions; i++) to[i] = from[order[i]!]! * signs[i]!
      hadamard(to, 0, block, scale)
      if (block < dimensions) hadamard(to, dimensions - block, block, scale)
      const swap = from
      from = to
      to = swap
    }
    return from
  }
}

interface Round {
  readonly order: Uint32Array
  readonly signs: Float32Array
}

function makeRounds(dimensions: number): Round[] {
  const random = xorshift(0x6d61_6770)
  return Array.from({ length: 4 }, () => {
    const order = Uint32Array.from({ length: dimensions }, (_, i) => i)
    for (let i = dimensions - 1; i > 0; i--) {
      const j = random() % (i + 1)
      const kept = order[i]!
      order[i] = order[j]!
      order[j] = kept
    }
    const signs = Float32Array.from({ length: dimensions }, () => (random() & 0x8000 ? 1 : -1))
    return { order, signs }
  })
}

/** In place, over `length` numbers from `start`; `length` is a power of two. */
function hadamard(vector: Float32Array, start: number, length: number, scale: number): void {
  const end = start + length
  for (let half = 1; half < length; half *= 2) {
    for (let base = start; base < end; base += 2 * half) {
      for (let i = base; i < base + half; i++) {
        const a = vector[i]!
        const b = vector[i + half]!
        vector[i] = a + b
        vector[i + half] = a - b
      }
    }
  }
  for (let i = start; i < end; i++) vector[i]! *= scale
}

/** Marsaglia's xorshift32 (Journal of Statistical Software 8(14), 2003): whole numbers from 1 to 2^32 - 1. */
function xorshift(seed: number): () => number {
  let state = seed
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return state >>> 0
  }
}
