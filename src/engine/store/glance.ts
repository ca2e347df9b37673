import { prepared } from './statements.ts'
import type { Store } from './store.ts'

/** As little of a searchable document as it takes to tell that nothing about it changed. */
export interface Glance {
  readonly documentId: number
  /** As it was committed; not always the source's own word. */
  readonly version: string
  /** What its source said of it, see `described`; null before that was noted. */
  readonly described: number | null
  readonly extractor: string | null
  readonly chunker: string | null
}

/** Of each of these documents in turn; nothing where it is not searchable. */
export function glance(store: Store, source: string, externalIds: readonly string[]): readonly (Glance | undefined)[] {
  const found = new Array<Glance | undefined>(externalIds.length)
  const rows = prepared<[number, number, string, number | null, string | null, string | null]>(store, glances)
    .raw()
    .all(JSON.stringify(externalIds), source)
  for (const [at, documentId, version, described, extractor, chunker] of rows)
    found[at] = { documentId, version, described, extractor, chunker }
  return found
}

const glances = `
  select g.key, d.id, d.version, d.described, d.extractor, d.chunker
  from json_each(?) g cross join document d on d.source = ? and d.external_id = g.value
  where d.state = 'searchable'`

/** Notes that this listing of the scope saw these documents, as they were. */
export function stampAll(store: Store, source: string, scope: string, listing: number, documentIds: readonly number[]): void {
  prepared(
    store,
    `insert into membership (source, scope, document, listing)
     select :source, :scope, value, :listing from json_each(:ids) where true order by value
     on conflict do update set listing = excluded.listing, strikes = 0, said = null, kept = 0`,
  ).run({ source, scope, listing, ids: JSON.stringify(documentIds) })
}
