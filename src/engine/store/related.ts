import { prepared } from './statements.ts'
import type { Store } from './store.ts'

/** A document as its neighbours show it. Dates are ms since 1970. */
export interface RelatedRow {
  readonly documentId: number
  readonly title: string
  readonly mimeType: string
  readonly author: string | null
  readonly updatedAt: number | null
  readonly size: number | null
  readonly state: string
}

const columns = `select d.id as documentId, d.title, d.mime_type as mimeType, d.author, coalesce(d.updated_at, d.created_at) as updatedAt,
  d.size, d.state from document d`

/** More attachments than this are not listed. */
const mostChildren = 500

/** What a document was found inside of; null when it stands by itself. */
export const parentOf = (store: Store, id: number): RelatedRow | null =>
  prepared<RelatedRow>(store, `${columns} where d.id = (select parent from document where id = ?)`).get(id) ?? null

/** What was found inside a document, in the order it was found. */
export const childrenOf = (store: Store, id: number): readonly RelatedRow[] =>
  prepared<RelatedRow>(store, `${columns} where d.parent = ? and d.state != 'gone' order by d.id limit ?`).all(id, mostChildren)

/** Messages of a source whose titles match an FTS5 expression; at most `limit`. */
export const messagesTitled = (store: Store, source: string, match: string, limit: number): readonly RelatedRow[] =>
  prepared<RelatedRow>(
    store,
    `${columns} where d.source = ? and d.state != 'gone' and d.mime_type like 'message/%' and d.id in
       (select c.document from words cross join chunk c on c.id = words.rowid where words match ?) limit ?`,
  ).all(source, `title : (${match})`, limit)
