import type { PackedSegment } from '../../store/segments.ts'
import { makeKernel } from './kernel.ts'
import type { LookupTable } from './lookup-table.ts'

/** The most candidates of one scan. */
export const mostCandidates = 4096

/** What a scan found, in no order: slots as `place * 4096 + offset`. */
export interface Candidates {
  readonly slots: Uint32Array
  readonly scores: Float32Array
}

/**
 * Sketches in memory as the kernel reads them. A place holds one segment; its number is given by `take` and stays until
 * `release`. A place's bits say which of its 4,096 slots may be found: `live` always counts, `allowed` when a scan is
 * filtered.
 */
export interface ScanMemory {
  take(): number
  release(place: number): void
  writeSketches(place: number, segment: PackedSegment): void
  writeBits(kind: 'live' | 'allowed', place: number, bits: Uint32Array): void
  /** The `keep` best of these places by the sketch's estimate. */
  scan(query: LookupTable, places: Iterable<{ readonly place: number; readonly n: number }>, keep: number, filtered: boolean): Candidates
}

const pageBytes = 65_536
const placeSlots = 4096
const bitBytes = placeSlots / 8

export function createScanMemory(dimensions: number): ScanMemory {
  const planeBytes = (placeSlots * dimensions) / 8
  const factors = 2 * planeBytes
  const live = factors + placeSlots * 4
  const allowed = live + bitBytes
  const placeBytes = allowed + bitBytes

  const out = 0
  const scores = out + 128
  const slots = scores + mostCandidates * 4
  const lut = slots + mostCandidates * 4
  const start = lut + dimensions * 4

  const memory = new WebAssembly.Memory({ initial: Math.ceil(start / pageBytes), maximum: 65_536 })
  const kernel = makeKernel(memory)
  const free: number[] = []
  let places = 0

  const at = (place: number): number => start + place * placeBytes
  const bytes = (from: number, length: number): Uint8Array => new Uint8Array(memory.buffer, from, length)

  return {
    take() {
      const again = free.pop()
      if (again !== undefined) return again
      const short = at(places + 1) - memory.buffer.byteLength
      // An eighth more than needed: growing can mean copying all of it.
      if (short > 0) memory.grow(Math.ceil(Math.max(short, memory.buffer.byteLength / 8) / pageBytes))
      return places++
    },
    release(place) {
      free.push(place)
    },
    writeSketches(place, segment) {
      bytes(at(place), planeBytes).set(segment.plane1)
      bytes(at(place) + planeBytes, planeBytes).set(segment.plane0)
      bytes(at(place) + factors, placeSlots * 4).set(segment.factors)
    },
    writeBits(kind, place, bits) {
      new Uint32Array(memory.buffer, at(place) + (kind === 'live' ? live : allowed), placeSlots / 32).set(bits)
    },
    scan(query, wanted, keep, filtered) {
      bytes(lut, query.sums.length).set(query.sums)
      let held = 0
      for (const { place, n } of wanted) {
        const from = at(place)
        held = kernel.scan(
          from,
          from + planeBytes,
          from + factors,
          from + (filtered ? allowed : live),
          Math.ceil(n / 32),
          dimensions / 4,
          place * placeSlots,
          lut,
          query.alpha,
          query.beta,
          scores,
          slots,
          Math.min(keep, mostCandidates),
          held,
          out,
        )
      }
      return { slots: new Uint32Array(memory.buffer, slots, held).slice(), scores: new Float32Array(memory.buffer, scores, held).slice() }
    },
  }
}
