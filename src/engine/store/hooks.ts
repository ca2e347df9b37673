import type { Instant } from '../../shared/model.ts'
import { toInstant, toInstantOrNull } from './instants.ts'
import { prepared } from './statements.ts'
import type { Store } from './store.ts'
import { transact } from './transaction.ts'

/** What is known of a hook, short of its secret. */
export interface StoredHook {
  readonly source: string
  readonly createdAt: Instant
  readonly calledAt: Instant | null
  /** How many calls were accepted. */
  readonly calls: number
}

/** Of the sources there are, in the order they were switched on. */
export const listHooks = (store: Store): readonly StoredHook[] =>
  prepared<{ source: string; created_at: number; called_at: number | null; calls: number }>(
    store,
    `select hook.* from hook join source on source.id = hook.source and source.removed = 0 order by hook.created_at, hook.source`,
  )
    .all()
    .map(({ source, created_at, called_at, calls }) => ({
      source,
      createdAt: toInstant(created_at),
      calledAt: toInstantOrNull(called_at),
      calls,
    }))

/** Null while the source has no hook, or is removed. */
export const hookSecret = (store: Store, source: string): string | null =>
  prepared<{ secret: string }>(
    store,
    'select secret from hook join source on source.id = hook.source and source.removed = 0 where hook.source = ?',
  ).get(source)?.secret ?? null

export function addHook(store: Store, source: string, secret: string, now: Date): void {
  prepared(store, 'insert into hook (source, secret, created_at) values (?, ?, ?)').run(source, secret, now.getTime())
}

/** False when there was none. */
export const removeHook = (store: Store, source: string): boolean =>
  prepared(store, 'delete from hook where source = ?').run(source).changes > 0

/** True when a call with this signature was accepted before. */
export const wasAccepted = (store: Store, signature: Buffer): boolean =>
  prepared(store, 'select 1 from hook_call where signature = ?').get(signature) !== undefined

/** Notes an accepted call; its signature is remembered until `until` (ms since 1970), and those whose time is over are forgotten. */
export function noteAccepted(store: Store, source: string, signature: Buffer, until: number, now: Date): void {
  transact(store, () => {
    prepared(store, 'delete from hook_call where until < ?').run(now.getTime())
    prepared(store, 'insert into hook_call (signature, until) values (?, ?)').run(signature, until)
    prepared(store, 'update hook set called_at = ?, calls = calls + 1 where source = ?').run(now.getTime(), source)
  })
}
