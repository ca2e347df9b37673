/**
 * The constants that store a model's vectors, from its `quantization.json`. They belong to the model and never follow
 * the data, so nothing is embedded again because the collection changed.
 */
export interface Quantization {
  /** Numbers in a vector; a multiple of 32. */
  readonly dimensions: number
  /** What the model's vectors have in common. It is subtracted, so that all of int8's range serves the differences. */
  readonly mean: readonly number[]
  /** About the 99.99th percentile of the centred numbers' size: the few beyond it are cut off. */
  readonly clip: number
}

const top = 127

/** A unit vector as centred int8: each number less the mean, clipped to `±clip`, scaled to ±127. */
export function quantize(vector: Float32Array, { dimensions, mean, clip }: Quantization): Int8Array {
  if (vector.length !== dimensions) throw new RangeError(`a vector of ${dimensions} numbers was expected, not ${vector.length}`)
  const scale = top / clip
  const out = new Int8Array(dimensions)
  for (let i = 0; i < dimensions; i++) {
    const scaled = Math.round((vector[i]! - mean[i]!) * scale)
    out[i] = Math.max(-top, Math.min(top, scaled))
  }
  return out
}

/** About the vector that was quantised, with its mean again. Off by at most half a step of `clip / 127` a number, except where it was clipped. */
export function dequantize(row: Int8Array, { dimensions, mean, clip }: Quantization): Float32Array {
  const step = clip / top
  const out = new Float32Array(dimensions)
  for (let i = 0; i < dimensions; i++) out[i] = row[i]! * step + mean[i]!
  return out
}

/** The distance that one step of a quantised number stands for. */
export const quantizationStep = ({ clip }: Quantization): number => clip / top
