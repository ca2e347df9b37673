import { MagpieError } from '../../shared/problem.ts'
import { noChunkChanges, settleChunks } from './chunk-rows.ts'
import { removeDocumentRows } from './document-rows.ts'
import { prepared } from './statements.ts'
import type { Store } from './store.ts'
import { transact } from './transaction.ts'

/** How many documents go at a time: some ten milliseconds. */
const atOnce = 500

/**
 * The source is no longer listed or synced; its documents stay findable. Answers how many there are. Throws
 * `source-unknown`.
 */
export function keepDocuments(store: Store, id: string): number {
  return transact(store, () => {
    leave(store, id, 1)
    prepared(store, 'delete from failure where source = ?').run(id)
    return prepared<{ n: number }>(store, `select count(*) as n from document where source = ? and extractor is not null`).get(id)!.n
  })
}

/**
 * Removes a source with everything known of it, in small steps between which others have their turn; it is gone from every
 * list at once. Answers how many documents left the index. Rejects with `source-unknown`; what `stop` cuts short goes on with
 * `finishRemoval`.
 */
export async function removeSource(store: Store, id: string, stop: AbortSignal): Promise<number> {
  transact(store, () => leave(store, id, 2))
  return finishRemoval(store, id, stop)
}

/** Sources whose removal an end of the engine cut short. */
export const leavingSources = (store: Store): readonly string[] =>
  prepared<{ id: string }>(store, 'select id from source where removed = 2')
    .all()
    .map(({ id }) => id)

/** Goes on with a removal. Rejects as `stop` says, between two steps. */
export async function finishRemoval(store: Store, id: string, stop: AbortSignal): Promise<number> {
  // Merging while everything is deleted rewrites what is about to go; the merging of quiet times catches up.
  const mergeAt = (percent: number) => store.db.exec(`insert into words (words, rank) values ('deletemerge', ${percent})`)
  mergeAt(0)
  let removed = 0
  for (let more = true; more; ) {
    more = transact(store, () => {
      const some = prepared<{ id: number }>(
        store,
        'select document.id from document join source on source.id = document.source and source.removed = 2 where source.id = ? limit ?',
      ).all(id, atOnce)
      const chunks = noChunkChanges()
      removed += removeDocumentRows(
        store,
        some.map((row) => row.id),
        chunks,
      )
      settleChunks(store, chunks)
      return some.length > 0
    })
    await new Promise((done) => setImmediate(done))
    // The store may be closed by now.
    stop.throwIfAborted()
  }
  mergeAt(30)
  transact(store, () => {
    rememberId(store, id)
    // Who connected it again meanwhile keeps it.
    prepared(store, 'delete from source where id = ? and removed = 2').run(id)
  })
  return removed
}

function leave(store: Store, id: string, removed: 1 | 2): void {
  const { changes } = prepared(store, `update source set removed = ?, state = 'idle', problem = null where id = ? and removed = 0`).run(
    removed,
    id,
  )
  if (changes === 0) throw new MagpieError('source-unknown', { id })
}

/** How many rows of any table still speak of a source, save a person's own rules about it. */
export function rowsOf(store: Store, id: string): number {
  const tables = prepared<{ name: string }>(
    store,
    `select s.name from sqlite_schema s join pragma_table_info(s.name) c where s.type = 'table' and s.name <> 'rule' and c.name = 'source'`,
  ).all()
  const counts = tables.map(({ name }) => prepared<{ n: number }>(store, `select count(*) as n from "${name}" where source = ?`).get(id)!.n)
  return counts.reduce((sum, n) => sum + n, prepared<{ n: number }>(store, 'select count(*) as n from source where id = ?').get(id)!.n)
}

/** What must never be indexed outlives its source: should that be connected again, it gets the id that the rules name. */
function rememberId(store: Store, id: string): void {
  prepared(
    store,
    `insert into setting (key, value) select 'id_of.' || s.connector || '.' || s.account, s.id from source s
     where s.id = :id and exists (select 1 from rule r where r.source = s.id or substr(r.pattern, 1, length(s.id) + 1) = s.id || '/')
     on conflict (key) do update set value = excluded.value`,
  ).run({ id })
}
