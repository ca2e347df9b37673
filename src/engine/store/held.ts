import type { GoneWhy, HeldDocument } from '../../shared/model.ts'
import { prepared } from './statements.ts'
import type { Store } from './store.ts'
import { transact } from './transaction.ts'

/** A document of a scope whose removal a person decides. */
export interface HeldRemoval {
  readonly documentId: number
  readonly externalId: string
}

/** Notes what a held run would remove from a scope, in place of what was noted before. */
export function holdRemovals(
  store: Store,
  source: string,
  scope: string,
  removals: readonly { readonly documentId: number; readonly why: GoneWhy }[],
): void {
  transact(store, () => {
    clearHeld(store, source, scope)
    const hold = prepared(store, 'insert into held (source, scope, document, why) values (?, ?, ?, ?)')
    for (const { documentId, why } of removals) hold.run(source, scope, documentId, why)
  })
}

/** Nothing of this scope waits for an answer any more. */
export function clearHeld(store: Store, source: string, scope: string): void {
  prepared(store, 'delete from held where source = ? and scope = ?').run(source, scope)
}

/** What a held run would remove from a scope. */
export const heldRemovals = (store: Store, source: string, scope: string): readonly HeldRemoval[] =>
  prepared<HeldRemoval>(
    store,
    `select d.id as documentId, d.external_id as externalId from held h join document d on d.id = h.document
     where h.source = ? and h.scope = ? order by d.id`,
  ).all(source, scope)

/** What a person said stays in a scope although its source no longer has it. */
export const keptDocuments = (store: Store, source: string, scope: string): readonly HeldRemoval[] =>
  prepared<HeldRemoval>(
    store,
    `select d.id as documentId, d.external_id as externalId from membership m join document d on d.id = m.document
     where m.source = ? and m.scope = ? and m.kept = 1 order by d.id`,
  ).all(source, scope)

/** A person says that what is held in a scope stays. It holds until the source shows a document again. */
export function keepHeld(store: Store, source: string, scope: string): void {
  transact(store, () => {
    prepared(
      store,
      `update membership set kept = 1, strikes = 0, said = null where source = :source and scope = :scope
         and document in (select document from held where source = :source and scope = :scope)`,
    ).run({ source, scope })
    clearHeld(store, source, scope)
  })
}

/** Whose removal waits for an answer, of how many documents in the scopes concerned; and how many a person kept before. */
export function countHeld(store: Store, source: string): { readonly count: number; readonly of: number; readonly kept: number } {
  const one = (sql: string) => prepared<{ n: number }>(store, sql).get({ source })!.n
  return {
    count: one('select count(distinct document) as n from held where source = :source'),
    of: one(
      `select count(distinct document) as n from membership
       where source = :source and scope in (select scope from held where source = :source)`,
    ),
    kept: one('select count(distinct document) as n from membership where source = :source and kept = 1'),
  }
}

/** A page of them, in the order of their ids: those that wait for an answer, or those kept by one. */
export function listHeld(
  store: Store,
  { source, after, limit, kept }: { readonly source: string; readonly after: number; readonly limit: number; readonly kept: boolean },
): readonly HeldDocument[] {
  const from = kept
    ? `(select source, document, 'deleted-or-unshared' as why from membership where kept = 1)`
    : '(select source, document, min(why) as why from held group by source, document)'
  return prepared<Omit<HeldDocument, 'path'> & { readonly path: string }>(
    store,
    `select d.id as documentId, d.external_id as externalId, d.title, d.path, h.why from ${from} h join document d on d.id = h.document
     where h.source = ? and d.id > ? group by d.id order by d.id limit ?`,
  )
    .all(source, after, limit)
    .map((row) => ({ ...row, path: JSON.parse(row.path) as string[] }))
}
