import type { DocumentView, Problem, SkipReason } from '../../shared/model.ts'
import { toInstantOrNull } from './instants.ts'
import { prepared } from './statements.ts'
import type { Store } from './store.ts'
import { lengthOfText, textSlice, wholeText } from './text-blocks.ts'

export { coverage, totals } from './coverage.ts'
export { textSlice, wholeText } from './text-blocks.ts'

/** Where a listed document stands. */
export type DocumentState = 'waiting' | 'searchable' | 'skipped' | 'failed'

/** What the index has of a document, as far as a sync must know it. */
export interface KnownDocument {
  readonly documentId: number
  readonly externalId: string
  /** As it was committed; not always the source's own word. */
  readonly version: string
  readonly contentHash: string | null
  readonly fingerprint: string | null
  readonly state: DocumentState
  /** Why it is skipped or failed. */
  readonly reason: SkipReason | Problem | null
  /** Null when no text is stored. */
  readonly extractor: string | null
  readonly chunker: string | null
  readonly title: string
  /** The title its passages were embedded and its words indexed with; null when its name is no title. */
  readonly embedTitle: string | null
  readonly path: readonly string[]
}

/** Of these external ids, the ones the index knows as documents of the source itself. */
export function knownDocuments(store: Store, source: string, externalIds: readonly string[]): ReadonlyMap<string, KnownDocument> {
  const find = prepared<KnownRow>(store, `${knownColumns} where source = ? and external_id = ? and part is null and state != 'gone'`)
  const known = new Map<string, KnownDocument>()
  for (const externalId of externalIds) {
    const row = find.get(source, externalId)
    if (row !== undefined) known.set(externalId, toKnown(row))
  }
  return known
}

/** The document that had this fingerprint when it was last seen; the latest, if several had. */
export function findByFingerprint(store: Store, source: string, fingerprint: string): KnownDocument | null {
  const row = prepared<KnownRow>(
    store,
    `${knownColumns} where source = ? and fingerprint = ? and part is null and state != 'gone' order by id desc limit 1`,
  ).get(source, fingerprint)
  return row === undefined ? null : toKnown(row)
}

/** Documents of the source with this content, oldest first; at most 100. */
export const findByContent = (store: Store, source: string, contentHash: string): readonly KnownDocument[] =>
  prepared<KnownRow>(
    store,
    `${knownColumns} where content_hash = ? and source = ? and part is null and state != 'gone' order by id limit 100`,
  )
    .all(contentHash, source)
    .map(toKnown)

/** What the index knows of a document's parts, by their names within it. */
export function knownParts(store: Store, source: string, parentId: string): ReadonlyMap<string, KnownDocument> {
  const rows = prepared<KnownRow & { readonly part: string }>(
    store,
    `${knownColumns} where source = :source and part is not null and state != 'gone'
       and parent = (select id from document where source = :source and external_id = :parentId)`,
  ).all({ source, parentId })
  return new Map(rows.map((row) => [row.part, toKnown(row)]))
}

/** A document with its text, or `length` UTF-16 units of it from `start`; null when there is none of this id. */
export function documentView(store: Store, id: number, start = 0, length?: number | undefined): DocumentView | null {
  const row = prepared<ViewRow>(store, `${viewColumns} where d.id = ? and d.state != 'gone'`).get(id)
  if (row === undefined) return null
  if (start === 0 && length === undefined) return toView(row, wholeText(store, id))
  const textLength = lengthOfText(store, id)
  return { ...toView(row, textSlice(store, id, start, Math.min(textLength, start + (length ?? textLength)))), textStart: start, textLength }
}

/**
 * Documents with an id above `after`, in the order of their ids, so that the last one's id leads to the next page.
 * Without `reason` those with text; else those skipped or failed for that reason, or in that state.
 */
export function documentViews(
  store: Store,
  after: number,
  limit: number,
  source?: string | undefined,
  reason?: string | undefined,
): readonly DocumentView[] {
  return prepared<ViewRow>(
    store,
    `${viewColumns} where d.id > :after and d.state != 'gone' and (:source is null or d.source = :source)
       and case when :reason is null then d.extractor is not null else d.reason = :reason or d.state = :reason end
     order by d.id limit :limit`,
  )
    .all({ after, limit, source: source ?? null, reason: reason ?? null })
    .map((row) => toView(row, wholeText(store, row.id)))
}

const knownColumns = `select id, external_id, version, content_hash, fingerprint, state, reason, extractor, chunker, title, embed_title, path,
  part from document`

interface KnownRow {
  readonly id: number
  readonly external_id: string
  readonly version: string
  readonly content_hash: string | null
  readonly fingerprint: string | null
  readonly state: DocumentState
  readonly reason: SkipReason | Problem | null
  readonly extractor: string | null
  readonly chunker: string | null
  readonly title: string
  readonly embed_title: string | null
  readonly path: string
}

const toKnown = (row: KnownRow): KnownDocument => ({
  documentId: row.id,
  externalId: row.external_id,
  version: row.version,
  contentHash: row.content_hash,
  fingerprint: row.fingerprint,
  state: row.state,
  reason: row.reason,
  extractor: row.extractor,
  chunker: row.chunker,
  title: row.title,
  embedTitle: row.embed_title,
  path: JSON.parse(row.path) as string[],
})

const viewColumns = `select d.id, d.external_id, d.source, s.connector, d.title, d.url, d.path, d.mime_type, d.author, d.created_at, d.updated_at,
  d.language, d.labels, d.size from document d join source s on s.id = d.source`

interface ViewRow {
  readonly id: number
  readonly external_id: string
  readonly source: string
  readonly connector: string
  readonly title: string
  readonly url: string
  readonly path: string
  readonly mime_type: string
  readonly author: string | null
  readonly created_at: number | null
  readonly updated_at: number | null
  readonly language: string | null
  readonly labels: string
  readonly size: number | null
}

const toView = (row: ViewRow, text: string): DocumentView => ({
  documentId: row.id,
  externalId: row.external_id,
  source: row.source,
  connector: row.connector,
  title: row.title,
  url: row.url,
  path: JSON.parse(row.path) as string[],
  mimeType: row.mime_type,
  author: row.author,
  createdAt: toInstantOrNull(row.created_at),
  updatedAt: toInstantOrNull(row.updated_at),
  language: row.language,
  text,
  textStart: 0,
  textLength: text.length,
  labels: JSON.parse(row.labels) as string[],
  size: row.size,
})
