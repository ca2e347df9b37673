import type { Json } from '../../shared/json.ts'
import { prepared } from './statements.ts'
import type { Store } from './store.ts'
import { transact } from './transaction.ts'

/** How far a scope has come. */
export interface ScopePosition {
  /** The connector's; null when the scope has to be listed from the start. */
  readonly cursor: Json | null
  /** Number of the latest listing, 0 before the first. */
  readonly listing: number
  /** That listing came to its end. */
  readonly listed: boolean
}

/** Makes the scope known. A cursor whose shape has changed since (`cursorVersion`) is dropped. */
export function ensureScope(
  store: Store,
  source: string,
  { id, name }: { readonly id: string; readonly name: string },
  cursorVersion: number,
): void {
  prepared(
    store,
    `insert into scope (source, id, name, cursor, cursor_version, listing, listed) values (?, ?, ?, null, ?, 0, 0)
     on conflict (source, id) do update set name = excluded.name, cursor_version = excluded.cursor_version,
       cursor = case when cursor_version = excluded.cursor_version then cursor end`,
  ).run(source, id, name, cursorVersion)
}

export function findScope(store: Store, source: string, id: string): ScopePosition | null {
  const row = prepared<{ cursor: string | null; listing: number; listed: number }>(
    store,
    'select cursor, listing, listed from scope where source = ? and id = ?',
  ).get(source, id)
  if (row === undefined) return null
  return { cursor: row.cursor === null ? null : (JSON.parse(row.cursor) as Json), listing: row.listing, listed: row.listed === 1 }
}

export const listScopes = (store: Store, source: string): readonly { readonly id: string; readonly name: string }[] =>
  prepared<{ id: string; name: string }>(store, 'select id, name from scope where source = ? order by name, id').all(source)

/** Some documents of a scope. */
export const membersOf = (store: Store, source: string, scope: string, limit: number): readonly number[] =>
  prepared<{ document: number }>(store, 'select document from membership where scope = ? and source = ? limit ?')
    .all(scope, source, limit)
    .map((row) => row.document)

/** When the source was last asked which scopes it has, in ms since 1970; null when it was not, or what it said counts no more. */
export const scopesAskedAt = (store: Store, source: string): number | null =>
  prepared<{ at: number | null }>(store, 'select scopes_at as at from source where id = ?').get(source)?.at ?? null

export function noteScopesAsked(store: Store, source: string, at: number | null): void {
  prepared(store, 'update source set scopes_at = ? where id = ?').run(at, source)
}

/** Starts over: no cursor, and a new number for the documents seen from now on. Answers that number. */
export function beginListing(store: Store, source: string, scope: string): number {
  return transact(
    store,
    () =>
      prepared<{ listing: number }>(
        store,
        'update scope set cursor = null, listing = listing + 1, listed = 0 where source = ? and id = ? returning listing',
      ).get(source, scope)!.listing,
  )
}

/** The listing saw everything there is. */
export function finishListing(store: Store, source: string, scope: string): void {
  prepared(store, 'update scope set listed = 1 where source = ? and id = ?').run(source, scope)
}

/** Forgets a scope. Its documents must have left it before. */
export function deleteScope(store: Store, source: string, scope: string): void {
  prepared(store, 'delete from scope where source = ? and id = ?').run(source, scope)
}

/** The next pull lists from the start. */
export function dropCursor(store: Store, source: string, scope: string): void {
  prepared(store, 'update scope set cursor = null where source = ? and id = ?').run(source, scope)
}
