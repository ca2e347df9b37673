import type { Removal, RemovalWhy } from '../../shared/model.ts'
import { toInstant } from './instants.ts'
import { prepared } from './statements.ts'
import type { Store } from './store.ts'

/** Removals of one source that are remembered. */
const kept = 10_000

/** Writes into the journal that the text of a document left the index. To be called before the document's row goes. */
export function noteRemoval(store: Store, documentId: number, why: RemovalWhy, at: number): void {
  prepared(
    store,
    `insert into removal (source, document, external_id, title, path, why, at)
     select source, id, external_id, title, path, ?, ? from document where id = ?`,
  ).run(why, at, documentId)
}

/** Forgets the oldest removals of a source. */
export function pruneRemovals(store: Store, source: string): void {
  prepared(
    store,
    'delete from removal where source = ? and id <= (select id from removal where source = ? order by id desc limit 1 offset ?)',
  ).run(source, source, kept)
}

/** Newest first; those before the one with the id `after`, when it is given. */
export const listRemovals = (
  store: Store,
  { source, after, limit }: { readonly source?: string | undefined; readonly after?: number | undefined; readonly limit: number },
): readonly Removal[] =>
  prepared<RemovalRow>(
    store,
    `select * from removal where (:source is null or source = :source) and (:after is null or id < :after) order by id desc limit :limit`,
  )
    .all({ source: source ?? null, after: after ?? null, limit })
    .map(toRemoval)

interface RemovalRow {
  readonly id: number
  readonly source: string
  readonly document: number
  readonly external_id: string
  readonly title: string
  readonly path: string
  readonly why: RemovalWhy
  readonly at: number
}

const toRemoval = (row: RemovalRow): Removal => ({
  id: row.id,
  source: row.source,
  documentId: row.document,
  externalId: row.external_id,
  title: row.title,
  path: JSON.parse(row.path) as string[],
  why: row.why,
  said: { code: `removal-${row.why}`, params: {} },
  at: toInstant(row.at),
})
