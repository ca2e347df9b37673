// AssemblyScript, compiled by scripts/build-kernel.ts into kernel-wasm.ts; the layouts are those of store/segments.ts.

/** How many groups' sums fit a byte: one is 31 at most. */
// @ts-ignore: decorator
@inline const groupsAtOnce: i32 = 8

/**
 * Scores the vectors of one segment and keeps the best in a heap that lives on from segment to segment.
 *
 * A score is `(alpha * (2 * sum of plane 1 + sum of plane 0) + beta) * factor`, the sums being what `lut` holds (16 bytes
 * for each group of four numbers, none above 31) at a vector's bits. `allow` has a bit for each slot; a vector without
 * one is passed over. `scores` and `places` are a heap of `held` entries, the least on top, with room for `keep`. `first`
 * is the place of the segment's first slot; `out` has 128 bytes for a block's scores. Answers how many entries the heap has then.
 */
export function scan(
  plane1: usize, plane0: usize, factors: usize, allow: usize, blocks: i32, groups: i32, first: u32,
  lut: usize, alpha: f32, beta: f32, scores: usize, places: usize, keep: i32, held: i32, out: usize,
): i32 {
  const blockBytes: usize = <usize>groups << 4
  const low = i8x16.splat(15)
  const alphas = f32x4.splat(alpha)
  const betas = f32x4.splat(beta)
  let least: f32 = held == keep ? load<f32>(scores) : -Infinity
  for (let block = 0; block < blocks; block++) {
    const allowed = load<u32>(allow + (<usize>block << 2))
    if (allowed == 0) {
      plane1 += blockBytes
      plane0 += blockBytes
      continue
    }
    let a0 = i16x8.splat(0)
    let a1 = i16x8.splat(0)
    let a2 = i16x8.splat(0)
    let a3 = i16x8.splat(0)
    let table = lut
    const end = lut + blockBytes
    while (table < end) {
      let low1 = i8x16.splat(0)
      let high1 = i8x16.splat(0)
      let low0 = i8x16.splat(0)
      let high0 = i8x16.splat(0)
      for (let k = 0; k < groupsAtOnce; k++) {
        const entries = v128.load(table)
        const bits1 = v128.load(plane1)
        const bits0 = v128.load(plane0)
        low1 = i8x16.add(low1, i8x16.swizzle(entries, v128.and(bits1, low)))
        high1 = i8x16.add(high1, i8x16.swizzle(entries, i8x16.shr_u(bits1, 4)))
        low0 = i8x16.add(low0, i8x16.swizzle(entries, v128.and(bits0, low)))
        high0 = i8x16.add(high0, i8x16.swizzle(entries, i8x16.shr_u(bits0, 4)))
        table += 16
        plane1 += 16
        plane0 += 16
      }
      a0 = i16x8.add(a0, i16x8.add(i16x8.shl(i16x8.extend_low_i8x16_u(low1), 1), i16x8.extend_low_i8x16_u(low0)))
      a1 = i16x8.add(a1, i16x8.add(i16x8.shl(i16x8.extend_high_i8x16_u(low1), 1), i16x8.extend_high_i8x16_u(low0)))
      a2 = i16x8.add(a2, i16x8.add(i16x8.shl(i16x8.extend_low_i8x16_u(high1), 1), i16x8.extend_low_i8x16_u(high0)))
      a3 = i16x8.add(a3, i16x8.add(i16x8.shl(i16x8.extend_high_i8x16_u(high1), 1), i16x8.extend_high_i8x16_u(high0)))
    }
    const factor = factors + (<usize>block << 7)
    const s0 = scored(i32x4.extend_low_i16x8_s(a0), alphas, betas, factor)
    const s1 = scored(i32x4.extend_high_i16x8_s(a0), alphas, betas, factor + 16)
    const s2 = scored(i32x4.extend_low_i16x8_s(a1), alphas, betas, factor + 32)
    const s3 = scored(i32x4.extend_high_i16x8_s(a1), alphas, betas, factor + 48)
    const s4 = scored(i32x4.extend_low_i16x8_s(a2), alphas, betas, factor + 64)
    const s5 = scored(i32x4.extend_high_i16x8_s(a2), alphas, betas, factor + 80)
    const s6 = scored(i32x4.extend_low_i16x8_s(a3), alphas, betas, factor + 96)
    const s7 = scored(i32x4.extend_high_i16x8_s(a3), alphas, betas, factor + 112)
    if (held == keep) {
      const floor = f32x4.splat(least)
      const better = v128.or(
        v128.or(v128.or(f32x4.gt(s0, floor), f32x4.gt(s1, floor)), v128.or(f32x4.gt(s2, floor), f32x4.gt(s3, floor))),
        v128.or(v128.or(f32x4.gt(s4, floor), f32x4.gt(s5, floor)), v128.or(f32x4.gt(s6, floor), f32x4.gt(s7, floor))),
      )
      if (!v128.any_true(better)) continue
    }
    v128.store(out, s0)
    v128.store(out + 16, s1)
    v128.store(out + 32, s2)
    v128.store(out + 48, s3)
    v128.store(out + 64, s4)
    v128.store(out + 80, s5)
    v128.store(out + 96, s6)
    v128.store(out + 112, s7)
    const place = first + (<u32>block << 5)
    for (let left = allowed; left != 0; left &= left - 1) {
      const j = ctz(left)
      const score = load<f32>(out + (<usize>j << 2))
      if (held < keep) {
        rise(scores, places, held, score, place + j)
        held++
      } else if (score > least) sink(scores, places, keep, score, place + j)
      else continue
      if (held == keep) least = load<f32>(scores)
    }
  }
  return held
}

// @ts-ignore: decorator
@inline
function scored(sums: v128, alphas: v128, betas: v128, factors: usize): v128 {
  return f32x4.mul(f32x4.add(f32x4.mul(f32x4.convert_i32x4_s(sums), alphas), betas), v128.load(factors))
}

/** Adds an entry below the others and lets it rise to its place. */
function rise(scores: usize, places: usize, held: i32, score: f32, place: u32): void {
  let at: i32 = held
  while (at > 0) {
    const parent = (at - 1) >> 1
    const above = load<f32>(scores + (<usize>parent << 2))
    if (above <= score) break
    store<f32>(scores + (<usize>at << 2), above)
    store<u32>(places + (<usize>at << 2), load<u32>(places + (<usize>parent << 2)))
    at = parent
  }
  store<f32>(scores + (<usize>at << 2), score)
  store<u32>(places + (<usize>at << 2), place)
}

/** Puts an entry in place of the least and lets it sink to its place. */
function sink(scores: usize, places: usize, held: i32, score: f32, place: u32): void {
  let at: i32 = 0
  while (true) {
    let child = 2 * at + 1
    if (child >= held) break
    if (child + 1 < held && load<f32>(scores + (<usize>(child + 1) << 2)) < load<f32>(scores + (<usize>child << 2))) child++
    const below = load<f32>(scores + (<usize>child << 2))
    if (below >= score) break
    store<f32>(scores + (<usize>at << 2), below)
    store<u32>(places + (<usize>at << 2), load<u32>(places + (<usize>child << 2)))
    at = child
  }
  store<f32>(scores + (<usize>at << 2), score)
  store<u32>(places + (<usize>at << 2), place)
}
