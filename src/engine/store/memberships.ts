import type { GoneWhy } from '../../shared/model.ts'
import { prepared } from './statements.ts'
import type { Store } from './store.ts'
import { transact } from './transaction.ts'

/** A document that belongs to a scope and that its latest listing did not see. */
export interface MissedDocument {
  readonly documentId: number
  readonly externalId: string
  readonly title: string
  /** Finished listings in a row that missed it before. */
  readonly strikes: number
  /** Why it is gone by its source's own word, when that was given without asking. */
  readonly said: GoneWhy | null
  /** A person said that it stays although its source no longer has it. */
  readonly kept: boolean
}

/** Notes that this listing of the scope saw the document. */
export function stamp(store: Store, source: string, scope: string, listing: number, documentId: number): void {
  prepared(
    store,
    `insert into membership (source, scope, document, listing) values (?, ?, ?, ?)
     on conflict do update set listing = excluded.listing, strikes = 0, said = null, kept = 0`,
  ).run(source, scope, documentId, listing)
}

/** The scopes that each of these documents is in. */
export function scopesOf(store: Store, documentIds: readonly number[]): ReadonlyMap<number, readonly string[]> {
  const find = prepared<{ scope: string }>(store, 'select scope from membership where document = ? order by scope')
  return new Map(documentIds.map((id) => [id, find.all(id).map((row) => row.scope)]))
}

/** How many documents belong to a scope. */
export const scopeSize = (store: Store, source: string, scope: string): number =>
  prepared<{ n: number }>(store, 'select count(*) as n from membership where scope = ? and source = ?').get(scope, source)!.n

/** The scope's documents that were last seen before this listing. */
export const missedDocuments = (store: Store, source: string, scope: string, listing: number): readonly MissedDocument[] =>
  prepared<Omit<MissedDocument, 'kept'> & { readonly kept: number }>(
    store,
    `select d.id as documentId, d.external_id as externalId, d.title, m.strikes, m.said, m.kept
     from membership m join document d on d.id = m.document where m.scope = ? and m.source = ? and m.listing < ? order by d.id`,
  )
    .all(scope, source, listing)
    .map((row) => ({ ...row, kept: row.kept === 1 }))

/** Counts one more finished listing that missed these documents. */
export function addStrikes(store: Store, source: string, scope: string, externalIds: readonly string[]): void {
  transact(store, () => {
    const strike = prepared(
      store,
      `update membership set strikes = strikes + 1
       where scope = ? and source = ? and document = (select id from document where source = ? and external_id = ?)`,
    )
    for (const externalId of externalIds) strike.run(scope, source, source, externalId)
  })
}

/** Counts everything whose external id starts with the prefix as seen by this listing. Answers how many documents. */
export function keepUnder(store: Store, source: string, scope: string, listing: number, prefix: string): number {
  return prepared(
    store,
    `update membership set listing = :listing, strikes = 0, said = null where scope = :scope and source = :source and document in (
       select id from document where source = :source and external_id >= :prefix and external_id < :prefix || char(1114111))`,
  ).run({ source, scope, listing, prefix }).changes
}
