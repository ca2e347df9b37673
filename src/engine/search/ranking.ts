import { type DocumentFacts, documentFacts } from '../store/search-documents.ts'
import type { Store } from '../store/store.ts'
import type { FusedDocument } from './fuse.ts'
import { subjectOf } from './subject.ts'

/** A document in the order of the answer, with the others of the same content that were found too. */
export interface Ranked extends FusedDocument {
  readonly recency: number
  /** Hash of its content; null when it has none. */
  readonly content: string | null
  /** In ms since 1970. */
  readonly updatedAt: number | null
  /** Other messages of its conversation, best first. */
  readonly thread: readonly number[]
}

/** What being brand new adds to a score that goes to 2: it parts equals and no more. It halves every half year. */
const recencyShare = 0.01
const halfLifeMs = 182 * 86_400_000
/** Messages of one conversation shown with a hit. */
const mostInThread = 50

/**
 * Adds a little for recency, keeps of several documents with one content only the first, and of a conversation's messages
 * the best. `every`: keeps them all, for answers that cannot say where else a content lies.
 */
export function rank(store: Store, fused: readonly FusedDocument[], now: number, every = false): Ranked[] {
  const facts = documentFacts(
    store,
    fused.map((entry) => entry.document),
  )
  const sorted = fused
    .flatMap((entry) => {
      const fact = facts.get(entry.document)
      if (fact === undefined) return []
      const recency = fact.updatedAt === null ? 0 : recencyShare * 2 ** -(Math.max(0, now - fact.updatedAt) / halfLifeMs)
      const { contentHash: content, updatedAt } = fact
      return [{ ...entry, score: entry.score + recency, recency, content, updatedAt, thread: [] as number[] }]
    })
    .sort((a, b) => b.score - a.score || a.document - b.document)
  return every ? sorted : withoutRepeats(sorted, facts)
}

function withoutRepeats(sorted: readonly (Ranked & { readonly thread: number[] })[], facts: ReadonlyMap<number, DocumentFacts>): Ranked[] {
  const contents = new Set<string>()
  const conversations = new Map<string, { readonly first: { readonly thread: number[] }; readonly reply: boolean }>()
  return sorted.filter((entry) => {
    if (entry.content !== null) {
      if (contents.has(entry.content)) return false
      contents.add(entry.content)
    }
    const fact = facts.get(entry.document)
    if (fact === undefined || !fact.mimeType.startsWith('message/')) return true
    const { base, reply } = subjectOf(fact.title)
    if (base === '') return true
    const key = `${fact.source}\n${base}`
    const known = conversations.get(key)
    // Two first messages of one subject are two matters: a bill that comes every month.
    if (known === undefined || !(reply || known.reply)) {
      if (known === undefined) conversations.set(key, { first: entry, reply })
      return true
    }
    if (known.first.thread.length < mostInThread) known.first.thread.push(entry.document)
    return false
  })
}
