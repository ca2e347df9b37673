import type { DocumentChange } from '../store/commit.ts'
import type { KnownDocument } from '../store/documents.ts'
import type { Pace } from './pace.ts'

/** A change ready to be committed, and what the index had of the document before. */
export interface Ready {
  readonly change: DocumentChange
  readonly known: KnownDocument | null
}

/** Collects changes until they are worth a commit. */
export interface Batch {
  add(ready: Ready): void
  isFull(): boolean
  /** Hands over what was collected and starts anew. */
  take(): readonly Ready[]
}

/** The first commits are small, so that the first documents are found at once; each next one may be twice as large. */
const firstDocuments = 20
const mostDocuments = 400
const firstMs = 500
const mostMs = 2_000
const mostTextBytes = 16 * 1024 * 1024

export function createBatch(now: () => Date, pace: Pace): Batch {
  let ready: Ready[] = []
  let documents = firstDocuments
  let ms = firstMs
  let chunks = 0
  let textBytes = 0
  let since = now().getTime()
  return {
    add: (one) => {
      if (ready.length === 0) since = now().getTime()
      ready.push(one)
      if (one.change.type !== 'indexed') return
      chunks += one.change.derived.chunks.length
      textBytes += 2 * one.change.derived.text.length
    },
    isFull: () =>
      ready.length >= documents ||
      chunks >= pace.chunks() ||
      textBytes >= mostTextBytes ||
      (ready.length > 0 && now().getTime() - since >= ms),
    take: () => {
      const taken = ready
      if (taken.length > 0) {
        documents = Math.min(mostDocuments, documents * 2)
        ms = Math.min(mostMs, ms * 2)
      }
      ready = []
      chunks = 0
      textBytes = 0
      return taken
    },
  }
}
