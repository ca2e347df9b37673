import { toInstant, toInstantOrNull } from './instants.ts'
import { prepared } from './statements.ts'
import type { Store } from './store.ts'

/** A source's credential, as sealed by the vault. Times are instants. */
export interface StoredCredential {
  readonly kind: string
  readonly sealed: Buffer
  readonly signedInAt: string
  /** When the provider will want a new sign-in; null where it does not say. */
  readonly asksAgainAt: string | null
}

export function findCredential(store: Store, source: string): StoredCredential | null {
  const row = prepared<{ kind: string; sealed: Buffer; signed_in_at: number; asks_again_at: number | null }>(
    store,
    'select kind, sealed, signed_in_at, asks_again_at from credential where source = ?',
  ).get(source)
  if (row === undefined) return null
  return { kind: row.kind, sealed: row.sealed, signedInAt: toInstant(row.signed_in_at), asksAgainAt: toInstantOrNull(row.asks_again_at) }
}

/** A sign-in: what was there before is gone. Ms since 1970. */
export function saveCredential(
  store: Store,
  source: string,
  {
    kind,
    sealed,
    at,
    asksAgainAt,
  }: { readonly kind: string; readonly sealed: Buffer; readonly at: number; readonly asksAgainAt: number | null },
): void {
  prepared(store, `insert or replace into credential (source, kind, sealed, signed_in_at, asks_again_at) values (?, ?, ?, ?, ?)`).run(
    source,
    kind,
    sealed,
    at,
    asksAgainAt,
  )
}

/** The same sign-in with another token. */
export function resealCredential(store: Store, source: string, sealed: Buffer): void {
  prepared(store, 'update credential set sealed = ? where source = ?').run(sealed, source)
}

/** Whether there was one. */
export const deleteCredential = (store: Store, source: string): boolean =>
  prepared(store, 'delete from credential where source = ?').run(source).changes > 0
