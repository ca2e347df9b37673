import type { DerivedText } from '../../shared/derived.ts'
import type { Problem, SkipReason } from '../../shared/model.ts'
import { embedTitle } from '../../shared/passage.ts'
import { type ChunkChanges, removeChunks } from './chunk-rows.ts'
import { described } from './described.ts'
import type { DocumentState } from './documents.ts'
import { toMs } from './instants.ts'
import { moveParts, rekeyParts } from './part-rows.ts'
import { prepared } from './statements.ts'
import type { Store } from './store.ts'
import type { StoredRef } from './stored-ref.ts'

/** What a commit must know of a document that is there already. */
export interface DocumentRow {
  readonly id: number
  readonly version: string
  readonly state: DocumentState
  readonly extractor: string | null
  readonly updatedAt: number | null
  readonly contentHash: string | null
  readonly part: string | null
  /** JSON array of names. */
  readonly path: string
  readonly url: string
}

/** Parts too: an id says nothing of what it names. */
export const findDocument = (store: Store, source: string, externalId: string): DocumentRow | undefined => {
  const found = anyDocument(store, source, externalId)
  return found?.state === 'gone' ? undefined : (found as DocumentRow | undefined)
}

/** As `findDocument`; the tombstone of an earlier document of this id makes room at once. */
export function findForWriting(store: Store, source: string, externalId: string, chunks: ChunkChanges): DocumentRow | undefined {
  const found = anyDocument(store, source, externalId)
  if (found?.state !== 'gone') return found as DocumentRow | undefined
  removeDocumentRows(store, [found.id], chunks)
  return undefined
}

const anyDocument = (store: Store, source: string, externalId: string) =>
  prepared<Omit<DocumentRow, 'state'> & { readonly state: DocumentState | 'gone' }>(
    store,
    'select id, version, state, extractor, updated_at as updatedAt, content_hash as contentHash, part, path, url from document where source = ? and external_id = ?',
  ).get(source, externalId)

/** What came of a document, beside what its source says of it. */
export interface DocumentFate {
  readonly state: DocumentState
  readonly reason: SkipReason | Problem | null
  readonly contentHash: string | null
  readonly derived: DerivedText | null
}

/** Writes the whole row, in place of the one of this id when there is one. Answers the document's id. */
export function writeDocument(
  store: Store,
  source: string,
  known: number | undefined,
  ref: StoredRef,
  { state, reason, contentHash, derived }: DocumentFate,
): number {
  const dates = datesOf(ref, derived)
  const title = embedTitle(ref.titled ? ref.title : null, derived?.title ?? null)
  const row = {
    source,
    external_id: ref.id,
    parent: ref.parentId === undefined ? null : (findDocument(store, source, ref.parentId)?.id ?? null),
    version: ref.version,
    fingerprint: ref.fingerprint ?? null,
    content_hash: contentHash,
    title: title ?? ref.title,
    titled: ref.titled ? 1 : 0,
    embed_title: derived === null ? null : title,
    url: ref.url,
    path: JSON.stringify(ref.path),
    mime_type: derived?.mimeType ?? ref.mimeType,
    author: ref.author ?? derived?.author ?? null,
    created_at: dates.createdAt,
    updated_at: dates.updatedAt,
    own_dates: dates.ownDates,
    language: derived?.language ?? null,
    labels: JSON.stringify(ref.labels ?? derived?.labels ?? []),
    size: ref.size ?? null,
    state,
    reason,
    extractor: derived?.extractor ?? null,
    chunker: derived?.chunker ?? null,
    described: described(ref),
    part: ref.part ?? null,
    recipients: derived?.recipients ?? null,
  }
  written ??= writing(Object.keys(row))
  // Not an upsert: SQLite takes a copy of every page that one changes, in case it has to undo it.
  if (known === undefined) return Number(prepared(store, written.insert).run(...Object.values(row)).lastInsertRowid)
  prepared(store, written.replace).run(...Object.values(row), known)
  return known
}

/** The statements of `writeDocument`, by its columns. Values are bound by place, which takes less time than by name. */
let written: ReturnType<typeof writing> | undefined

const writing = (columns: readonly string[]) => ({
  insert: `insert into document (${columns.join(', ')}) values (${columns.map(() => '?').join(', ')})`,
  replace: `update document set ${columns.map((column) => `${column} = ?`).join(', ')} where id = ?`,
})

/**
 * Follows what the source says of a document whose content stays as it is. What the content said itself is kept, and so
 * is the title in its passages: they can only change together. Fields that the ref leaves empty stay.
 */
export function refreshDocument(store: Store, { id, path, url }: DocumentRow, ref: StoredRef): void {
  const { changes } = prepared(store, refresh).run({
    id,
    version: ref.version,
    fingerprint: ref.fingerprint ?? null,
    title: ref.title,
    titled: ref.titled ? 1 : 0,
    url: ref.url,
    path: JSON.stringify(ref.path),
    author: ref.author ?? null,
    createdAt: toMs(ref.createdAt),
    updatedAt: toMs(ref.updatedAt),
    labels: ref.labels === undefined ? null : JSON.stringify(ref.labels),
    size: ref.size ?? null,
    described: described(ref),
  })
  if (changes > 0) moveParts(store, id, { path, url }, ref)
}

/** Gives a document another external id; what is known of it, its id and what was found inside it stay. */
export function rekeyDocument(store: Store, source: string, id: number, externalId: string): void {
  prepared(store, 'delete from failure where document = ?').run(id)
  prepared(store, 'delete from membership where document = ?').run(id)
  prepared(store, 'update document set external_id = ? where id = ? and source = ?').run(externalId, id, source)
  rekeyParts(store, source, id, externalId)
}

/** Removes documents, whatever hangs on them, and everything derived from them. Answers how many documents went, parts aside. */
export function removeDocumentRows(store: Store, ids: readonly number[], chunks: ChunkChanges): number {
  const all = new Set(ids)
  for (const id of all) for (const child of children(store, id)) all.add(child)
  removeChunks(store, [...all], chunks)
  const remove = prepared<{ part: string | null }>(store, 'delete from document where id = ? returning part')
  // Last found first: a child goes before its parent, so that each is counted once.
  return [...all].reverse().reduce((removed, id) => removed + (remove.get(id)?.part === null ? 1 : 0), 0)
}

const children = (store: Store, id: number): readonly number[] =>
  prepared<{ id: number }>(store, 'select id from document where parent = ?')
    .all(id)
    .map((row) => row.id)

/** A file's own dates say more than those of its copy on this disk; a service knows best when its pages were written. */
function datesOf(ref: StoredRef, derived: DerivedText | null) {
  const own = ref.titled ? null : derived
  const ownCreated = toMs(own?.createdAt)
  const ownUpdated = toMs(own?.updatedAt)
  return {
    createdAt: ownCreated ?? toMs(ref.createdAt) ?? toMs(derived?.createdAt),
    updatedAt: ownUpdated ?? toMs(ref.updatedAt) ?? toMs(derived?.updatedAt),
    ownDates: (ownCreated === null ? 0 : 1) + (ownUpdated === null ? 0 : 2),
  }
}

/** Columns that follow the source while the content stays. A row that would not change is not written. */
const followed: Readonly<Record<string, string>> = {
  version: ':version',
  fingerprint: 'coalesce(:fingerprint, fingerprint)',
  titled: ':titled',
  title: 'case when :titled or embed_title is null then :title else embed_title end',
  url: `coalesce(nullif(:url, ''), url)`,
  path: ':path',
  author: 'coalesce(:author, author)',
  created_at: 'case when own_dates & 1 then created_at else coalesce(:createdAt, created_at) end',
  updated_at: 'case when own_dates & 2 then updated_at else coalesce(:updatedAt, updated_at) end',
  labels: 'coalesce(:labels, labels)',
  size: 'coalesce(:size, size)',
  described: ':described',
}
const columns = Object.entries(followed)
const refresh = `update document set ${columns.map(([column, value]) => `${column} = ${value}`).join(', ')}
  where id = :id and (${columns.map(([column, value]) => `${column} is not ${value}`).join(' or ')})`
