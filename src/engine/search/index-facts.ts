import { chunkCount, dataVersion } from '../store/search-documents.ts'
import type { Store } from '../store/store.ts'
import { createFrequencies, type Frequencies } from './frequencies.ts'
import { spellingsOf } from './spellings.ts'

/** What ranking must know of the whole index. A little stale is harmless. */
export interface IndexFacts {
  readonly frequencies: Frequencies
  readonly spellings: readonly string[]
  readonly chunks: number
}

/** How long the facts of an index that goes on changing are believed, in ms; while it is nearly empty, not at all. */
const staleMs = 3_000
const nearlyEmpty = 2_000

export function createIndexFacts(store: Store): { now(): IndexFacts } {
  const frequencies = createFrequencies(store)
  let version: number | undefined
  let readAt = 0
  let facts: IndexFacts = { frequencies, spellings: [], chunks: 0 }
  return {
    now: () => {
      const current = dataVersion(store)
      if (version !== current && (facts.chunks < nearlyEmpty || performance.now() - readAt > staleMs)) {
        version = current
        readAt = performance.now()
        frequencies.forget()
        facts = { frequencies, spellings: spellingsOf(store), chunks: chunkCount(store) }
      }
      return facts
    },
  }
}
