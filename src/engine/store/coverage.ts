import { statSync } from 'node:fs'
import type { Coverage, Problem, SkipReason } from '../../shared/model.ts'
import { prepared } from './statements.ts'
import { databasePath, type Store } from './store.ts'

/** The receipt of one source. `embedded` counts for this model; null while none answers. */
export function coverage(store: Store, source: string, model: number | null): Coverage {
  const rows = prepared<{ state: string; reason: string | null; n: number }>(
    store,
    `select state, reason, count(*) as n from document where source = ? and state != 'gone' group by state, reason`,
  ).all(source)
  const sum = (state: string) => rows.filter((row) => row.state === state).reduce((total, row) => total + row.n, 0)
  const byReason = (state: string) => Object.fromEntries(rows.filter((row) => row.state === state).map((row) => [row.reason ?? '', row.n]))
  const searchable = sum('searchable')
  return {
    listed: rows.reduce((total, row) => total + row.n, 0),
    searchable,
    waiting: sum('waiting'),
    skipped: byReason('skipped') as Partial<Record<SkipReason, number>>,
    failed: byReason('failed') as Partial<Record<Problem, number>>,
    embedded: model === null ? 0 : searchable - notEmbedded(store, source, model),
    parts: prepared<{ n: number }>(
      store,
      `select count(*) as n from document where source = ? and part is not null and state != 'gone'`,
    ).get(source)!.n,
  }
}

/** Chunks in the index, and bytes of it on disk. */
export function totals(store: Store): { readonly chunks: number; readonly bytes: number } {
  const { chunks } = prepared<{ chunks: number }>(store, 'select count(*) as chunks from chunk').get()!
  const path = databasePath(store.home)
  const bytes = ['', '-wal', '-shm'].reduce((total, end) => total + (statSync(path + end, { throwIfNoEntry: false })?.size ?? 0), 0)
  return { chunks, bytes }
}

/** The queue holds every text that lacks a vector, so an empty one is the answer for any number of chunks. */
function notEmbedded(store: Store, source: string, model: number): number {
  if (prepared(store, 'select 1 from embed_queue where model = ? limit 1').get(model) === undefined) return 0
  return prepared<{ n: number }>(
    store,
    `select count(*) as n from document d where d.source = ? and d.state = 'searchable' and exists (
       select 1 from chunk c join embed_queue q on q.hash = c.passage_hash and q.model = ? where c.document = d.id)`,
  ).get(source, model)!.n
}
