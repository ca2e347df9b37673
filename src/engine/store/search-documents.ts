import type { Clause } from './search-filter.ts'
import { prepared } from './statements.ts'
import type { Store } from './store.ts'

/** A document as hits show it. Dates are ms since 1970. */
export interface HitDocument {
  readonly id: number
  readonly source: string
  readonly connector: string
  readonly externalId: string
  readonly title: string
  readonly url: string
  readonly path: string
  readonly mimeType: string
  readonly author: string | null
  readonly updatedAt: number | null
  readonly contentHash: string | null
  readonly language: string | null
}

export interface HitChunk {
  readonly id: number
  readonly document: number
  readonly start: number
  readonly end: number
  /** JSON array of strings. */
  readonly heading: string
}

const columns = `select d.id, d.source, s.connector, d.external_id as externalId, d.title, d.url, d.path, d.mime_type as mimeType,
  d.author, d.updated_at as updatedAt, d.content_hash as contentHash, d.language from document d join source s on s.id = d.source`

/** The languages of the searchable documents, most frequent first; null is unknown. */
export const languages = (store: Store): { readonly language: string | null; readonly documents: number }[] =>
  prepared<{ language: string | null; documents: number }>(
    store,
    "select language, count(*) as documents from document where state = 'searchable' group by language order by documents desc, language",
  ).all()

export const hitDocuments = (store: Store, ids: readonly number[]): Map<number, HitDocument> =>
  new Map(
    prepared<HitDocument>(store, `${columns} where d.id in (select value from json_each(?)) and d.state != 'gone'`)
      .all(JSON.stringify(ids))
      .map((row) => [row.id, row]),
  )

export const hitChunks = (store: Store, ids: readonly number[]): Map<number, HitChunk> =>
  new Map(
    prepared<HitChunk>(store, 'select id, document, start, "end", heading from chunk where id in (select value from json_each(?))')
      .all(JSON.stringify(ids))
      .map((row) => [row.id, row]),
  )

/** What ranks a document besides its chunks. Tombstones have none: what is not ranked is not found. */
export interface DocumentFacts {
  readonly id: number
  readonly contentHash: string | null
  readonly updatedAt: number | null
  readonly source: string
  readonly mimeType: string
  /** Of messages only: it tells which belong together. */
  readonly title: string
}

export const documentFacts = (store: Store, ids: readonly number[]): Map<number, DocumentFacts> =>
  new Map(
    prepared<DocumentFacts>(
      store,
      `select id, content_hash as contentHash, coalesce(updated_at, created_at) as updatedAt, source, mime_type as mimeType,
         case when mime_type like 'message/%' then title else '' end as title
       from document where id in (select value from json_each(?)) and state != 'gone'`,
    )
      .all(JSON.stringify(ids))
      .map((row) => [row.id, row]),
  )

/** Every document with one of these contents, at most `most` for each call; the oldest first. */
export const documentsOfContents = (store: Store, hashes: readonly string[], most: number): HitDocument[] =>
  prepared<HitDocument>(
    store,
    `${columns} where d.content_hash in (select value from json_each(?)) and d.state != 'gone' and exists (select 1 from chunk c where c.document = d.id) order by d.id limit ?`,
  ).all(JSON.stringify(hashes), most)

/** The documents that fulfil a filter. */
export const filteredDocuments = (store: Store, clause: Clause): number[] =>
  prepared<{ id: number }>(store, `select d.id from document d where d.state != 'gone' and ${clause.sql}`)
    .all(...clause.params)
    .map((row) => row.id)

/** Documents by date, newest first: the answer to a query that is nothing but filters. */
export const newestDocuments = (store: Store, clause: Clause, limit: number): { readonly document: number; readonly chunk: number }[] =>
  prepared<{ document: number; chunk: number }>(
    store,
    `select d.id as document, min(c.id) as chunk from document d cross join chunk c on c.document = d.id where d.state != 'gone' and ${clause.sql}
     group by d.id order by coalesce(d.updated_at, d.created_at) desc, d.id desc limit ?`,
  ).all(...clause.params, limit)

/** Of some documents, by what a search is narrowed: rows of equal values, with how many they are. */
export const facetRows = (
  store: Store,
  ids: readonly number[],
): {
  readonly source: string
  readonly mimeType: string
  readonly author: string | null
  readonly place: string | null
  readonly n: number
}[] =>
  prepared<{ source: string; mimeType: string; author: string | null; place: string | null; n: number }>(
    store,
    `select source, mime_type as mimeType, author, json_extract(path, '$[0]') as place, count(*) as n
     from document where id in (select value from json_each(?)) and state != 'gone' group by 1, 2, 3, 4`,
  ).all(JSON.stringify(ids))

/** How many documents stand where, over all sources. */
export const documentStates = (store: Store): Readonly<Record<string, number>> =>
  Object.fromEntries(
    prepared<{ state: string; n: number }>(store, `select state, count(*) as n from document where state != 'gone' group by state`)
      .all()
      .map(({ state, n }) => [state, n]),
  )

/** Changes with every commit of the writer. */
export const dataVersion = (store: Store): number => store.db.pragma('data_version', { simple: true }) as number

export const chunkCount = (store: Store): number => prepared<{ n: number }>(store, 'select count(*) as n from chunk').get()?.n ?? 0

/** About which share of the passages have a vector of this model, 0 to 1. Passages of equal text count once. */
export function vectorShare(store: Store, modelId: number): number {
  const done = prepared<{ slots: number }>(store, 'select slots from model where id = ?').get(modelId)?.slots ?? 0
  const waiting = prepared<{ n: number }>(store, 'select count(*) as n from embed_queue where model = ?').get(modelId)?.n ?? 0
  return done === 0 ? 0 : done / (done + waiting)
}
