import type { DerivedChunk } from '../../shared/derived.ts'
import { enqueueChunks, type NewChunk, releaseChunks } from './embed-queue.ts'
import { prepared } from './statements.ts'
import type { Store } from './store.ts'
import { touchSegments } from './vectors.ts'

/**
 * What a transaction does to chunks. Words, queue and vector index are written from it at the end, all at once: FTS5
 * writes out what it has gathered whenever another statement of the transaction needs a savepoint, and many small
 * writes are merged again and again (measured: half of all indexing time).
 */
export interface ChunkChanges {
  readonly added: Map<number, NewChunk & { readonly words: DerivedChunk['words'] }>
  readonly removed: number[]
  /** Passage hashes, hex, of chunks added, removed, or filtered differently now. */
  readonly touched: Set<string>
}

export const noChunkChanges = (): ChunkChanges => ({ added: new Map(), removed: [], touched: new Set() })

/** Brings keyword index, embedding queue and vector index in line. To be called once, at the end of the transaction. */
export function settleChunks(store: Store, { added, removed, touched }: ChunkChanges): void {
  const deleteWords = prepared(store, 'delete from words where rowid = ?')
  for (const id of removed) deleteWords.run(id)
  const insertWords = prepared(store, 'insert into words (rowid, title, heading, body) values (?, ?, ?, ?)')
  for (const { id, words } of added.values()) insertWords.run(id, words.title, words.heading, words.body)
  if (added.size > 0) enqueueChunks(store, [...added.values()])
  if (touched.size > 0) touchSegments(store, [...touched])
}

/** Writes a document's chunks. The ones it had must be removed before. */
export function writeChunks(store: Store, documentId: number, chunks: readonly DerivedChunk[], changes: ChunkChanges): void {
  const insert = prepared(store, 'insert into chunk (document, seq, start, "end", heading, passage_hash) values (?, ?, ?, ?, ?, ?)')
  chunks.forEach(({ start, end, heading, passageHash, words }, seq) => {
    const hash = Buffer.from(passageHash, 'hex')
    const id = Number(insert.run(documentId, seq, start, end, JSON.stringify(heading), hash).lastInsertRowid)
    changes.added.set(id, { id, document: documentId, passageHash: hash, first: seq === 0, words })
    changes.touched.add(passageHash)
  })
}

/** Removes documents' chunks and their places in the embedding queue. Vectors stay until nobody needs them. */
export function removeChunks(store: Store, documentIds: readonly number[], changes: ChunkChanges): void {
  const find = prepared<{ id: number; hash: string }>(store, 'select id, lower(hex(passage_hash)) as hash from chunk where document = ?')
  const chunks = documentIds.flatMap((documentId) => find.all(documentId))
  if (chunks.length === 0) return
  releaseChunks(
    store,
    chunks.map((chunk) => chunk.id),
  )
  for (const { id, hash } of chunks) {
    if (!changes.added.delete(id)) changes.removed.push(id)
    changes.touched.add(hash)
  }
  const remove = prepared(store, 'delete from chunk where document = ?')
  for (const documentId of documentIds) remove.run(documentId)
}

/** Marks a document's passages as filtered differently now: by date, type or source. */
export function touchChunks(store: Store, documentId: number, changes: ChunkChanges): void {
  const rows = prepared<{ hash: string }>(store, 'select lower(hex(passage_hash)) as hash from chunk where document = ?').all(documentId)
  for (const { hash } of rows) changes.touched.add(hash)
}
