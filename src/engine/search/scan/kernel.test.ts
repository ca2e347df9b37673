import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import type { Sketch } from '../../embed/sketch.ts'
import { seeded } from '../../embed/synthetic.fixture.ts'
import { type PackedSegment, packSketches, segmentSlots } from '../../store/segments.ts'
import { type LookupTable, makeLookupTable } from './lookup-table.ts'
import { createScanMemory } from './scan-memory.ts'

const dimensions = 96
const random = seeded(7)

const anyBits = (): Uint8Array => Uint8Array.from({ length: dimensions / 4 }, () => Math.floor(random() * 16))
const anySketch = (): Sketch => ({ plane1: anyBits(), plane0: anyBits(), factor: Math.fround(random()) })
const anyQuery = (): Float32Array => Float32Array.from({ length: dimensions }, () => random() - 0.5)
const anySlots = (share: number): Uint32Array => {
  const bits = new Uint32Array(segmentSlots / 32)
  for (let slot = 0; slot < segmentSlots; slot++) if (random() < share) bits[slot >> 5]! |= 1 << (slot & 31)
  return bits
}
const has = (bits: Uint32Array, slot: number): boolean => ((bits[slot >> 5]! >>> (slot & 31)) & 1) === 1

/** What the kernel computes, one vector after the other, in its order of float32 operations. */
function plainScore({ sums, alpha, beta }: LookupTable, { plane1, plane0, factor }: Sketch): number {
  let sum = 0
  for (let group = 0; group < plane1.length; group++) sum += 2 * sums[group * 16 + plane1[group]!]! + sums[group * 16 + plane0[group]!]!
  return Math.fround(Math.fround(Math.fround(sum * Math.fround(alpha)) + Math.fround(beta)) * factor)
}

function setUp(sizes: readonly number[], share: number) {
  const memory = createScanMemory(dimensions)
  const segments = sizes.map((n) => {
    const place = memory.take()
    const sketches = Array.from({ length: n }, anySketch)
    const live = anySlots(1)
    const allowed = anySlots(share)
    for (let slot = n; slot < segmentSlots; slot++) {
      live[slot >> 5]! &= ~(1 << (slot & 31))
      allowed[slot >> 5]! &= ~(1 << (slot & 31))
    }
    memory.writeSketches(place, packSketches(null, sketches) satisfies PackedSegment)
    memory.writeBits('live', place, live)
    memory.writeBits('allowed', place, allowed)
    return { place, n, sketches, live, allowed }
  })
  const plain = (query: LookupTable, keep: number, kind: 'live' | 'allowed') =>
    segments
      .flatMap(({ place, sketches, ...bits }) =>
        sketches.flatMap((sketch, slot) =>
          has(bits[kind], slot) ? [{ slot: place * segmentSlots + slot, score: plainScore(query, sketch) }] : [],
        ),
      )
      .sort((a, b) => b.score - a.score)
      .slice(0, keep)
  const kernel = (query: LookupTable, keep: number, kind: 'live' | 'allowed') => {
    const { slots, scores } = memory.scan(query, segments, keep, kind === 'allowed')
    return Array.from(slots, (slot, i) => ({ slot, score: scores[i]! })).sort((a, b) => b.score - a.score)
  }
  return { plain, kernel }
}

describe('the scan kernel', () => {
  it('is compiled from the source beside it', async () => {
    const script = new URL('../../../../scripts/build-kernel.ts', import.meta.url)
    await promisify(execFile)(process.execPath, [script.pathname, '--check'])
  })

  for (const [name, sizes, share, keep] of [
    ['one full segment', [4096], 1, 100],
    ['several segments, the last begun', [4096, 4096, 45], 1, 160],
    ['a filter', [4096, 1000], 0.2, 160],
    ['a filter that passes nearly nothing', [4096, 4096], 0.002, 160],
    ['a filter that passes nothing', [4096], 0, 10],
    ['fewer vectors than asked for', [31], 1, 100],
    ['one vector', [1], 1, 1],
    ['all of them kept', [4096], 1, 4096],
  ] as const) {
    it(`finds what a plain loop finds: ${name}`, () => {
      const { plain, kernel } = setUp(sizes, share)
      for (let i = 0; i < 5; i++) {
        const query = makeLookupTable(anyQuery())
        const kind = share < 1 ? 'allowed' : 'live'
        const expected = plain(query, keep, kind)
        const found = kernel(query, keep, kind)
        expect(found.map(({ score }) => score)).toEqual(expected.map(({ score }) => score))
        // Which of several with the last score is kept is open.
        const last = expected.at(-1)?.score
        const clear = (list: typeof found) => new Set(list.filter(({ score }) => score !== last).map(({ slot }) => slot))
        expect(clear(found)).toEqual(clear(expected))
      }
    })
  }

  it('estimates the dot product that the sketch stands for', () => {
    const query = anyQuery()
    const sketch = anySketch()
    let exact = 0
    for (let i = 0; i < dimensions; i++) {
      const bit = (plane: Uint8Array) => (plane[i >> 2]! >> (i & 3)) & 1
      exact += query[i]! * (4 * bit(sketch.plane1) + 2 * bit(sketch.plane0) - 3)
    }
    // Each of the sums is off by at most half a step.
    const table = makeLookupTable(query)
    const off = (((table.alpha / 2) * 3) / 2) * (dimensions / 4) * 2 * sketch.factor
    expect(Math.abs(plainScore(table, sketch) - exact * sketch.factor)).toBeLessThan(off)
  })

  it('uses the place of a segment that went for one that came', () => {
    const memory = createScanMemory(dimensions)
    const first = memory.take()
    memory.take()
    memory.release(first)
    expect(memory.take()).toBe(first)
  })
})
