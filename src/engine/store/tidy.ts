import { prepared } from './statements.ts'
import type { Store } from './store.ts'

/** Pages of 8 kB that one step merges of the keyword index, and gives back to the disk. */
const mergePages = 250
const freedPages = 2_000

/**
 * One step of what is better done when nobody waits: merges the keyword index, gives space of deleted documents back,
 * empties the write-ahead log. Takes tens of milliseconds; true while there is more to do.
 */
export function tidy(store: Store): boolean {
  const before = changes(store)
  prepared(store, `insert into words (words, rank) values ('merge', ?)`).run(mergePages)
  const merged = changes(store) - before > 1
  const free = store.db.pragma('freelist_count', { simple: true }) as number
  if (free > 0) store.db.pragma(`incremental_vacuum(${freedPages})`)
  if (merged || free > freedPages) return true
  store.db.pragma('wal_checkpoint(TRUNCATE)')
  return false
}

const changes = (store: Store): number => prepared<{ n: number }>(store, 'select total_changes() as n').get()!.n
