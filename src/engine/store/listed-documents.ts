import { toInstant } from './instants.ts'
import { prepared } from './statements.ts'
import type { Store } from './store.ts'
import type { StoredRef } from './stored-ref.ts'

/** A document as its source described it when it was last listed, and one scope that it is in. */
export interface ListedDocument {
  readonly documentId: number
  readonly scope: string
  readonly ref: StoredRef
}

/** Of these external ids, the ones the index knows; in the place of a part the document it was found in. */
export const listedDocuments = (store: Store, source: string, externalIds: readonly string[]): readonly ListedDocument[] =>
  prepared<Row>(
    store,
    `with recursive up(id, parent, part) as (
       select id, parent, part from document where source = ? and external_id in (select value from json_each(?))
       union select p.id, p.parent, p.part from up join document p on p.id = up.parent where up.part is not null)
     ${rows} and d.id in (select id from up where part is null) order by d.id`,
  )
    .all(source, JSON.stringify(externalIds), source)
    .map(toListed)

/** A source's documents and their parts in the order of their ids, those above `after`. A part is in its document's scopes. */
export const listedAfter = (store: Store, source: string, after: number, limit: number): readonly ListedDocument[] =>
  prepared<Row>(store, `${rows} and d.id > ? order by d.id limit ?`).all(source, after, limit).map(toListed)

const rows = `
  select d.*, p.external_id as parent_id, (select min(m.scope) from membership m where m.document = (
    with recursive up(id, parent, part) as (
      select d.id, d.parent, d.part union all select o.id, o.parent, o.part from up join document o on o.id = up.parent where up.part is not null)
    select id from up where part is null)) as scope
  from document d left join document p on p.id = d.parent
  where d.source = ? and d.state != 'gone' and (d.part is not null or exists (select 1 from membership m where m.document = d.id))`

interface Row {
  readonly id: number
  readonly scope: string
  readonly external_id: string
  readonly parent_id: string | null
  readonly part: string | null
  readonly version: string
  readonly fingerprint: string | null
  readonly title: string
  readonly titled: number
  readonly embed_title: string | null
  readonly url: string
  readonly path: string
  readonly mime_type: string
  readonly author: string | null
  readonly created_at: number | null
  readonly updated_at: number | null
  readonly labels: string
  readonly size: number | null
}

const toListed = (row: Row): ListedDocument => ({
  documentId: row.id,
  scope: row.scope,
  ref: {
    id: row.external_id,
    version: row.version,
    title: row.titled === 1 ? row.title : nameOf(row),
    titled: row.titled === 1,
    url: row.url,
    updatedAt: row.updated_at === null ? '' : toInstant(row.updated_at),
    mimeType: row.mime_type,
    path: JSON.parse(row.path) as string[],
    labels: JSON.parse(row.labels) as string[],
    ...(row.fingerprint === null ? {} : { fingerprint: row.fingerprint }),
    ...(row.created_at === null ? {} : { createdAt: toInstant(row.created_at) }),
    ...(row.author === null ? {} : { author: row.author }),
    ...(row.size === null ? {} : { size: row.size }),
    ...(row.parent_id === null ? {} : { parentId: row.parent_id }),
    ...(row.part === null ? {} : { part: row.part }),
  },
})

/** A title that the content gave has taken the place of the file's name; a path still ends in it. */
function nameOf({ title, embed_title, external_id, part }: Row): string {
  const last = (part ?? external_id).split('/').at(-1)!
  return embed_title !== null && last.includes('.') ? last : title
}
