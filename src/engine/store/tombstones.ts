import type { RemovalWhy } from '../../shared/model.ts'
import { noChunkChanges, settleChunks } from './chunk-rows.ts'
import { removeDocumentRows } from './document-rows.ts'
import { noteRemoval, pruneRemovals } from './removals.ts'
import { prepared } from './statements.ts'
import type { Store } from './store.ts'
import { transact } from './transaction.ts'

/** A document that leaves a scope, and why. */
export interface Leaving {
  readonly documentId: number
  readonly why: RemovalWhy
}

/** How many documents left the index, by why. */
export type Left = Readonly<Partial<Record<RemovalWhy, number>>>

/**
 * Takes documents out of a scope, all or none of them. One that is in no other scope leaves the index with whatever hangs
 * on it: it becomes a tombstone, which no search and no count sees from then on, and is written into the journal. What was
 * derived of it is removed by `bury`. Answers how many left, those that hung on others included; parts are not counted.
 */
export function leaveScope(store: Store, source: string, scope: string, leaving: readonly Leaving[], now: Date): Left {
  const leave = prepared(store, 'delete from membership where scope = ? and document = ? and source = ?')
  const elsewhere = prepared(store, 'select 1 from membership where document = ? limit 1')
  return transact(store, () => {
    const left: Partial<Record<RemovalWhy, number>> = {}
    for (const { documentId, why } of leaving) {
      leave.run(scope, documentId, source)
      if (elsewhere.get(documentId) !== undefined) continue
      const gone = entomb(store, documentId, why, now.getTime())
      if (gone > 0) left[why] = (left[why] ?? 0) + gone
    }
    pruneRemovals(store, source)
    return left
  })
}

function entomb(store: Store, id: number, why: RemovalWhy, at: number): number {
  const hides = prepared(
    store,
    `update document set state = 'gone', reason = ?, extractor = null, chunker = null where id = ? and state != 'gone'`,
  )
  const children = prepared<{ id: number }>(store, `select id from document where parent = ? and state != 'gone'`)
  const isPart = prepared(store, 'select 1 from document where id = ? and part is not null').get(id) !== undefined
  if (hides.run(why, id).changes === 0) return 0
  noteRemoval(store, id, why, at)
  prepared(store, 'delete from failure where document = ?').run(id)
  prepared(store, 'delete from held where document = ?').run(id)
  prepared(store, 'delete from membership where document = ?').run(id)
  return children.all(id).reduce((gone, child) => gone + entomb(store, child.id, why, at), isPart ? 0 : 1)
}

/** A step of `bury` ends when it has come upon this many documents or passages. */
const mostDocuments = 200
const mostChunks = 2_000

/**
 * One step of removing what was derived of tombstones, and they themselves: passages, words, places in the embedding
 * queue, text. True while there is more to do. After a crash the rest is still marked and goes next time. Vectors belong to
 * texts, not to documents; the ones nobody needs any more go when nothing else is going on (`removeOrphanVectors`).
 */
export function bury(store: Store): boolean {
  return transact(store, () => {
    const found = prepared<{ id: number; chunks: number }>(
      store,
      `select id, (select count(*) from chunk c where c.document = d.id) as chunks from document d indexed by document_gone
       where state = 'gone' order by id limit ?`,
    ).all(mostDocuments)
    if (found.length === 0) return false
    let chunks = 0
    const some = found.filter((document, at) => {
      chunks += document.chunks
      return at === 0 || chunks <= mostChunks
    })
    const changes = noChunkChanges()
    removeDocumentRows(
      store,
      some.map(({ id }) => id),
      changes,
    )
    settleChunks(store, changes)
    return true
  })
}
