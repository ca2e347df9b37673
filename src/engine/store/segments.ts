import { prepared } from './statements.ts'
import type { Store } from './store.ts'

/**
 * Sketches lie in segments of 4,096, packed as the scan reads them: blocks of 32 vectors. In a block each group of four
 * numbers has 16 bytes, one after the other; byte `j` holds the group's bits of vector `j` low and of vector `j + 16`
 * high. Both planes lie so; `factors` is a float32 for each vector. A segment grows by whole blocks.
 */
export const segmentSlots = 4096
export const blockSlots = 32

/** What a vector's sketch is, as `embed/sketch.ts` makes it: four numbers' bits to a byte. */
export interface StoredSketch {
  readonly plane1: Uint8Array
  readonly plane0: Uint8Array
  readonly factor: number
}

/** A segment's packed sketches. The first `n` of its slots have been filled; some of them may have lost their vector since. */
export interface PackedSegment {
  readonly n: number
  readonly plane1: Uint8Array
  readonly plane0: Uint8Array
  readonly factors: Uint8Array
}

export interface SegmentState {
  readonly seg: number
  readonly n: number
  /** Differs when slots that were already there stand for other chunks than before. Begins anywhere: an id of a model can come again. */
  readonly rev: number
}

export const listSegments = (store: Store, model: number): SegmentState[] =>
  prepared<SegmentState>(store, 'select seg, n, rev from segment where model = ? order by seg').all(model)

export const readSegment = (store: Store, model: number, seg: number): PackedSegment | undefined =>
  prepared<PackedSegment>(store, 'select n, plane1, plane0, factors from segment where model = ? and seg = ?').get(model, seg)

/** Puts sketches behind those of a segment, or into a new one. They must fit. */
export function packSketches(before: PackedSegment | null, sketches: readonly StoredSketch[]): PackedSegment {
  const n = before?.n ?? 0
  const groups = sketches[0]!.plane1.length
  const blocks = Math.ceil((n + sketches.length) / blockSlots)
  const plane1 = new Uint8Array(blocks * groups * 16)
  const plane0 = new Uint8Array(blocks * groups * 16)
  const factors = new Float32Array(blocks * blockSlots)
  const factorBytes = new Uint8Array(factors.buffer)
  if (before !== null) {
    plane1.set(before.plane1)
    plane0.set(before.plane0)
    factorBytes.set(before.factors)
  }
  sketches.forEach((sketch, i) => {
    packPlane(plane1, n + i, sketch.plane1)
    packPlane(plane0, n + i, sketch.plane0)
    factors[n + i] = sketch.factor
  })
  return { n: n + sketches.length, plane1, plane0, factors: factorBytes }
}

/** Appends sketches to a segment, which is made when it is not there. To be called in a transaction. */
export function appendSketches(store: Store, model: number, seg: number, sketches: readonly StoredSketch[]): void {
  const { n, plane1, plane0, factors } = packSketches(readSegment(store, model, seg) ?? null, sketches)
  prepared(
    store,
    `insert into segment (model, seg, n, rev, plane1, plane0, factors) values (?, ?, ?, random() & 0xffffffffff, ?, ?, ?)
     on conflict (model, seg) do update
     set n = excluded.n, plane1 = excluded.plane1, plane0 = excluded.plane0, factors = excluded.factors`,
  ).run(model, seg, n, plane1, plane0, factors)
}

/** The sketch at an offset of a segment. */
export function unpackSketch({ plane1, plane0, factors }: PackedSegment, offset: number): StoredSketch {
  const blocks = factors.length / (4 * blockSlots)
  const groups = plane1.length / blocks / 16
  return {
    plane1: unpackPlane(plane1, offset, groups),
    plane0: unpackPlane(plane0, offset, groups),
    factor: new DataView(factors.buffer, factors.byteOffset).getFloat32(offset * 4, true),
  }
}

const placeOf = (offset: number, groups: number): number => (offset >> 5) * groups * 16 + (offset & 15)
const shiftOf = (offset: number): number => (offset & 16 ? 4 : 0)

function packPlane(packed: Uint8Array, offset: number, bits: Uint8Array): void {
  const place = placeOf(offset, bits.length)
  const shift = shiftOf(offset)
  for (let group = 0; group < bits.length; group++) packed[place + group * 16]! |= bits[group]! << shift
}

function unpackPlane(packed: Uint8Array, offset: number, groups: number): Uint8Array {
  const place = placeOf(offset, groups)
  const shift = shiftOf(offset)
  return Uint8Array.from({ length: groups }, (_, group) => (packed[place + group * 16]! >> shift) & 15)
}
