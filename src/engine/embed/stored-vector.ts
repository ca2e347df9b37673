import type { EncodedVector } from './protocol.ts'
import type { Sketch } from './sketch.ts'

/** A vector as the index stores it. */
export interface StoredVector {
  readonly hash: string
  readonly v: Int8Array
  readonly sketch: Sketch
}

/** For a message between processes: base64 of the int8 numbers, and of both planes and the factor of the sketch. */
export function encodeVector(hash: string, v: Int8Array, { plane1, plane0, factor }: Sketch): EncodedVector {
  const last = Buffer.alloc(4)
  last.writeFloatLE(factor)
  return {
    hash,
    v: Buffer.from(v.buffer, v.byteOffset, v.byteLength).toString('base64'),
    sketch: Buffer.concat([plane1, plane0, last]).toString('base64'),
  }
}

export function decodeVector({ hash, v, sketch }: EncodedVector): StoredVector {
  const numbers = Buffer.from(v, 'base64')
  const packed = Buffer.from(sketch, 'base64')
  const plane = (packed.length - 4) / 2
  return {
    hash,
    v: new Int8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength),
    sketch: { plane1: packed.subarray(0, plane), plane0: packed.subarray(plane, 2 * plane), factor: packed.readFloatLE(2 * plane) },
  }
}
