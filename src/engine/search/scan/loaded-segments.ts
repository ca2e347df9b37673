import { listSegments, readSegment, type SegmentState, segmentSlots } from '../../store/segments.ts'
import type { Store } from '../../store/store.ts'
import { allSlotChunks, changeMark, documentFacts, type SlotChunk, slotChunks } from '../../store/vector-reads.ts'
import { createDocumentColumns, type VectorFilter } from './document-columns.ts'
import type { LookupTable } from './lookup-table.ts'
import { createScanMemory } from './scan-memory.ts'
import { createSlotColumns, type SlotColumns, type SlotOwner } from './slot-columns.ts'

/** A model's segments in memory, following those in the database. */
export interface LoadedSegments {
  refresh(): void
  /** Prepares a filtered scan: a byte for each document's index, 1 where the filter lets it pass. Null without a filter. */
  allow(filter: VectorFilter | null): Uint8Array | null
  /** Slots of the model that a scan finds, in no order. `filtered`: among those last allowed. */
  scan(query: LookupTable, keep: number, filtered: boolean): Iterable<number>
  chunksAt(seg: number, offset: number): readonly SlotOwner[]
  /** The id of a document by its index. */
  documentAt(index: number): number
  size(): number
}

interface Loaded {
  readonly place: number
  readonly columns: SlotColumns
  n: number
  rev: number
}

/** A segment that changed: its slots' chunks are to be read from an offset on. */
interface Missing {
  readonly state: SegmentState
  readonly segment: Loaded
  readonly from: number
}

/** From how many missing slots on, one pass over all vectors is cheaper than a look at each. */
const fromAll = 20_000

export function createLoadedSegments(store: Store, model: number, dimensions: number): LoadedSegments {
  const memory = createScanMemory(dimensions)
  const documents = createDocumentColumns()
  const segments = new Map<number, Loaded>()
  const segmentAt = new Map<number, number>()
  let mark = ''

  const refresh = () => {
    const now = changeMark(store)
    if (now === mark) return
    const states = listSegments(store, model)
    dropMissing(new Set(states.map((state) => state.seg)))
    const missing = states.flatMap((state) => whatIsMissing(state))
    loadChunks(missing)
    for (const { state, segment } of missing) {
      memory.writeSketches(segment.place, readSegment(store, model, state.seg)!)
      memory.writeBits('live', segment.place, segment.columns.bits(null))
      segment.n = state.n
      segment.rev = state.rev
    }
    mark = now
  }

  const dropMissing = (there: ReadonlySet<number>) => {
    for (const [seg, { place }] of segments) {
      if (there.has(seg)) continue
      memory.release(place)
      segments.delete(seg)
      segmentAt.delete(place)
    }
  }

  const whatIsMissing = (state: SegmentState): Missing[] => {
    let segment = segments.get(state.seg)
    if (segment === undefined) {
      segment = { place: memory.take(), columns: createSlotColumns(), n: 0, rev: state.rev }
      segments.set(state.seg, segment)
      segmentAt.set(segment.place, state.seg)
    }
    if (segment.rev !== state.rev) return [{ state, segment, from: 0 }]
    return segment.n === state.n ? [] : [{ state, segment, from: segment.n }]
  }

  const loadChunks = (missing: readonly Missing[]) => {
    for (const { segment, from } of missing) segment.columns.clear(from)
    const slots = missing.reduce((sum, { state, from }) => sum + state.n - from, 0)
    const changed = new Set<number>()
    const add = ([slot, chunk, document]: SlotChunk, { segment, from }: Missing) => {
      const offset = slot % segmentSlots
      if (offset < from) return
      segment.columns.add(offset, chunk, documents.indexOf(document))
      changed.add(document)
    }
    if (slots >= fromAll) {
      const bySegment = new Map(missing.map((one) => [one.state.seg, one]))
      for (const row of allSlotChunks(store, model)) {
        const one = bySegment.get(Math.floor(row[0] / segmentSlots))
        if (one !== undefined) add(row, one)
      }
    } else {
      for (const one of missing) for (const row of slotChunks(store, model, one.state.seg, one.from)) add(row, one)
    }
    documents.write(documentFacts(store, [...changed]))
  }

  return {
    refresh,
    allow(filter) {
      if (filter === null) return null
      const matching = documents.matching(filter)
      for (const { place, columns } of segments.values()) memory.writeBits('allowed', place, columns.bits(matching))
      return matching
    },
    scan(query, keep, filtered) {
      const { slots } = memory.scan(query, segments.values(), keep, filtered)
      return Array.from(slots, (slot) => segmentAt.get(Math.floor(slot / segmentSlots))! * segmentSlots + (slot % segmentSlots))
    },
    chunksAt: (seg, offset) => segments.get(seg)?.columns.chunksAt(offset) ?? [],
    documentAt: (index) => documents.idAt(index),
    size: () => [...segments.values()].reduce((sum, { n }) => sum + n, 0),
  }
}
