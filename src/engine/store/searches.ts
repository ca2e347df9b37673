import type { Searches } from '../../shared/model.ts'
import { toInstant } from './instants.ts'
import { prepared } from './statements.ts'
import type { Store } from './store.ts'

/** Recent searches beyond so many are forgotten, the oldest first. */
const mostRecent = 100
const shownRecent = 20

export function listSearches(store: Store): Searches {
  const recent = prepared<{ query: string; used_at: number }>(
    store,
    'select query, used_at from search where used_at is not null order by used_at desc, query limit ?',
  ).all(shownRecent)
  const saved = prepared<{ query: string; name: string }>(
    store,
    'select query, name from search where name is not null order by name collate nocase, query',
  ).all()
  return { recent: recent.map(({ query, used_at }) => ({ query, usedAt: toInstant(used_at) })), saved }
}

/** Notes that a search was used at `now`, in ms since 1970. */
export function noteSearch(store: Store, query: string, now: number): void {
  prepared(store, 'insert into search (query, used_at) values (?, ?) on conflict (query) do update set used_at = excluded.used_at').run(
    query.trim(),
    now,
  )
  prepared(
    store,
    `delete from search where name is null and query in
       (select query from search where used_at is not null order by used_at desc, query limit -1 offset ?)`,
  ).run(mostRecent)
}

/** Keeps a search by a name; a kept one takes on the new name. */
export function keepSearch(store: Store, query: string, name: string): void {
  prepared(store, 'insert into search (query, name) values (?, ?) on conflict (query) do update set name = excluded.name').run(
    query.trim(),
    name.trim(),
  )
}

/** Takes a search out of the kept ones (`saved`) or out of the recent ones; all of these when `query` is null. */
export function forgetSearch(store: Store, query: string | null, saved: boolean): void {
  const column = saved ? 'name' : 'used_at'
  prepared(store, `update search set ${column} = null where :query is null or query = :query`).run({ query })
  prepared(store, 'delete from search where used_at is null and name is null').run()
}
