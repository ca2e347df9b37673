import { documentFacts } from '../store/search-documents.ts'
import type { Store } from '../store/store.ts'
import type { FusedDocument } from './fuse.ts'

/** A document in the order of the answer, with the others of the same content that were found too. */
export interface Ranked extends FusedDocument {
  readonly recency: number
  /** Hash of its content; null when it has none. */
  readonly content: string | null
}

/** What being brand new adds to a score that goes to 2: it parts equals and no more. It halves every half year. */
const recencyShare = 0.01
const halfLifeMs = 182 * 86_400_000

/**
 * Adds a little for recency, and keeps of several documents with one content only the first. `every`: keeps them all, for
 * answers that cannot say where else a content lies.
 */
export function rank(store: Store, fused: readonly FusedDocument[], now: number, every = false): Ranked[] {
  const facts = documentFacts(
    store,
    fused.map((entry) => entry.document),
  )
  const contents = new Set<string>()
  return fused
    .flatMap((entry) => {
      const fact = facts.get(entry.document)
      if (fact === undefined) return []
      const recency = fact.updatedAt === null ? 0 : recencyShare * 2 ** -(Math.max(0, now - fact.updatedAt) / halfLifeMs)
      return [{ ...entry, score: entry.score + recency, recency, content: fact.contentHash }]
    })
    .sort((a, b) => b.score - a.score || a.document - b.document)
    .filter(({ content }) => {
      if (content === null || every) return true
      const first = !contents.has(content)
      contents.add(content)
      return first
    })
}
