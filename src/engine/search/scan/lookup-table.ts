/**
 * A query made ready for the kernel. With it, the dot product of the query and the rounded numbers of a sketch is
 * `alpha * (2 * sum of plane 1 + sum of plane 0) + beta`.
 */
export interface LookupTable {
  /** For each group of four numbers the 16 sums that its bits can give, as steps above the group's least. */
  readonly sums: Uint8Array
  readonly alpha: number
  readonly beta: number
}

/** Sums of eight groups must fit a byte. */
const highest = 31

/** From a query that was rotated as the sketches were. A step is the same in all groups, so that their sums can be added. */
export function makeLookupTable(rotated: Float32Array): LookupTable {
  const groups = rotated.length / 4
  const exact = new Float32Array(groups * 16)
  const least = new Float32Array(groups)
  let widest = 0
  for (let group = 0; group < groups; group++) {
    let low = 0
    let high = 0
    for (let i = 0; i < 4; i++) {
      const x = rotated[group * 4 + i]!
      if (x < 0) low += x
      else high += x
      for (let bits = 1 << i; bits < 2 << i; bits++) exact[group * 16 + bits] = exact[group * 16 + bits - (1 << i)]! + x
    }
    least[group] = low
    widest = Math.max(widest, high - low)
  }
  const step = widest / highest || 1
  const sums = new Uint8Array(groups * 16)
  for (let i = 0; i < sums.length; i++) sums[i] = Math.round((exact[i]! - least[i >> 4]!) / step)
  const leastOfAll = least.reduce((sum, x) => sum + x, 0)
  const all = rotated.reduce((sum, x) => sum + x, 0)
  // A number is 4·bit1 + 2·bit0 - 3, and a plane's true sum is `step` times the table's, plus the least of all groups.
  return { sums, alpha: 2 * step, beta: 6 * leastOfAll - 3 * all }
}
