import { dequantize, type Quantization, quantizationStep, quantize } from '../embed/quantize.ts'
import { makeRotation } from '../embed/rotation.ts'
import { segmentSlots } from '../store/segments.ts'
import type { Store } from '../store/store.ts'
import { documentVectors, nearestSlots, readTogether } from '../store/vector-reads.ts'
import type { VectorFilter } from './scan/document-columns.ts'
import { createLoadedSegments } from './scan/loaded-segments.ts'
import { makeLookupTable } from './scan/lookup-table.ts'
import { mostCandidates } from './scan/scan-memory.ts'

export type { VectorFilter } from './scan/document-columns.ts'

/** A chunk found by meaning. */
export interface VectorMatch {
  readonly chunkId: number
  readonly documentId: number
  /**
   * About the dot product of the query with the chunk's vector less the model's mean: how much nearer to the query it is
   * than texts are on average. Around 0 for an unrelated text whatever the model; good for order and for differences.
   */
  readonly score: number
}

export interface VectorIndex {
  /** Up to `k` chunks nearest to a unit vector, best first. A passage that several chunks have gives all of those allowed. */
  query(vector: Float32Array, allow: VectorFilter | null, k: number): VectorMatch[]
  /** Up to `k` chunks of other documents nearest to any passage of this one. Empty while it has no vector. */
  similar(documentId: number, allow: VectorFilter | null, k: number): VectorMatch[]
  /** Follows what was committed since. Every query does it by itself; costs microseconds when nothing was. */
  refresh(): void
  /** Slots in memory. */
  readonly size: number
}

/** Passages of a document that `similar` asks with: its beginning says what it is about, and each costs a query. */
const askedPassages = 16

/**
 * Search by meaning over one model's vectors: a scan of the sketches in memory for `candidates`, which the int8 rows
 * then rank. What it answers is of one state of the database, so a deleted chunk is gone with the commit that deletes it.
 */
export function createVectorIndex(store: Store, modelId: number, quantization: Quantization, candidates = 160): VectorIndex {
  const rotate = makeRotation(quantization.dimensions)
  const step = quantizationStep(quantization)
  const loaded = createLoadedSegments(store, modelId, quantization.dimensions)

  const query = (vector: Float32Array, allow: VectorFilter | null, k: number): VectorMatch[] => {
    loaded.refresh()
    const matching = loaded.allow(allow)
    const keep = Math.min(Math.max(candidates, k), mostCandidates)
    const found = loaded.scan(makeLookupTable(rotate(vector)), keep, matching !== null)
    const near = nearestSlots(store, modelId, found, quantize(vector, quantization), k)
    const typical = dot(vector, quantization.mean)
    const matches: VectorMatch[] = []
    for (const { slot, distance } of near) {
      // Of unit vectors: |a - b|² = 2 - 2ab.
      const score = 1 - (distance * step) ** 2 / 2 - typical
      for (const { chunk, document } of loaded.chunksAt(Math.floor(slot / segmentSlots), slot % segmentSlots)) {
        if (matching === null || matching[document] === 1) {
          matches.push({ chunkId: chunk, documentId: loaded.documentAt(document), score })
        }
      }
      if (matches.length >= k) break
    }
    return matches.slice(0, k)
  }

  return {
    query: (vector, allow, k) => readTogether(store, () => query(vector, allow, k)),
    similar: (documentId, allow, k) =>
      readTogether(store, () => {
        const best = new Map<number, VectorMatch>()
        const others = except(allow, documentId)
        for (const row of documentVectors(store, modelId, documentId, askedPassages)) {
          for (const match of query(dequantize(row, quantization), others, k)) {
            if (match.score > (best.get(match.chunkId)?.score ?? -Infinity)) best.set(match.chunkId, match)
          }
        }
        return [...best.values()].sort((a, b) => b.score - a.score).slice(0, k)
      }),
    refresh: () => readTogether(store, loaded.refresh),
    get size() {
      return loaded.size()
    },
  }
}

function except(allow: VectorFilter | null, documentId: number): VectorFilter {
  const { documents } = allow ?? {}
  const wanted = typeof documents === 'function' ? documents : (id: number) => documents?.has(id) ?? true
  return { ...allow, documents: (id) => id !== documentId && wanted(id) }
}

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}
