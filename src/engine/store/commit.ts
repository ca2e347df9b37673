import type { DerivedText, KnownByName } from '../../shared/derived.ts'
import type { Json } from '../../shared/json.ts'
import type { Problem, RemovalWhy, SkipReason } from '../../shared/model.ts'
import { type ChunkChanges, noChunkChanges, removeChunks, settleChunks, touchChunks, writeChunks } from './chunk-rows.ts'
import {
  type DocumentFate,
  type DocumentRow,
  findDocument,
  findForWriting,
  refreshDocument,
  rekeyDocument,
  removeDocumentRows,
  writeDocument,
} from './document-rows.ts'
import { clearFailure, noteFailure } from './failures.ts'
import { stampAll } from './glance.ts'
import { stamp } from './memberships.ts'
import { partRows, placed } from './part-rows.ts'
import { noteRemoval } from './removals.ts'
import { prepared } from './statements.ts'
import type { Store } from './store.ts'
import type { StoredRef } from './stored-ref.ts'
import { deleteText, writeText } from './text-blocks.ts'
import { transact } from './transaction.ts'

export type { StoredRef } from './stored-ref.ts'

/** A part of a scope's changes, committed as one. */
export interface PageWrite {
  readonly source: string
  readonly scope: string
  /** The scope's current listing; documents of this page count as seen by it. */
  readonly listing: number
  /** Where the scope stands after this page; left out, it stays where it was. */
  readonly cursor?: Json
  readonly changes: readonly DocumentChange[]
  /** Documents, by their id here, of which the page says nothing new. They are not counted. */
  readonly same?: readonly number[]
  /** Default: the computer's clock. */
  readonly now?: Date
}

export type DocumentChange =
  /** The index has this content already; what its source says of it may have changed. */
  | { readonly type: 'seen'; readonly ref: StoredRef }
  /** `moved` is the id of the document that this is under a new external id. */
  | { readonly type: 'indexed'; readonly ref: StoredRef; readonly derived: DerivedText; readonly moved?: number }
  | {
      readonly type: 'skipped'
      readonly ref: StoredRef
      readonly reason: SkipReason
      readonly contentHash: string | null
      /** What it is found by all the same; nothing when left out. */
      readonly known?: KnownByName
      readonly moved?: number
    }
  | FailedDocument
  /** Every part that was found in it is written: its version, and the names of the parts; other parts it had go. */
  | { readonly type: 'parts-done'; readonly externalId: string; readonly version: string; readonly parts: ReadonlySet<string> }

export interface FailedDocument {
  readonly type: 'failed'
  readonly ref: StoredRef
  readonly problem: Problem
  /** For the log and the curious; never a sentence for people. */
  readonly detail: string
  readonly contentHash: string | null
  /** What failed on it, such as `pdf@1`. */
  readonly maker: string | null
  /** Milliseconds since 1970; null when only a change or a person brings it back. */
  readonly nextAttemptAt: number | null
}

/** What a page did, in documents as their source lists them: what was found inside them is not counted. `updated` had text before; `added` had none. */
export interface PageCounts {
  readonly added: number
  readonly updated: number
  readonly moved: number
  readonly unchanged: number
  readonly skipped: number
  readonly failed: number
}

/**
 * Writes a page and its cursor in one transaction: after a crash both are there or neither. Throws `disk-full`,
 * `home-damaged`.
 */
export function commitPage(store: Store, page: PageWrite): PageCounts {
  return transact(store, () => {
    const counts = { added: 0, updated: 0, moved: 0, unchanged: 0, skipped: 0, failed: 0 }
    const chunks = noChunkChanges()
    for (const change of page.changes) {
      if (change.type === 'parts-done') finishParts(store, page, change, chunks)
      else if (change.ref.part === undefined || holds(store, page.source, change.ref)) {
        const done = apply(store, page, { ...change, ref: placed(store, page.source, change.ref) }, chunks)
        if (change.ref.part === undefined) counts[done]++
      }
    }
    settleChunks(store, chunks)
    if (page.same !== undefined && page.same.length > 0) stampAll(store, page.source, page.scope, page.listing, page.same)
    if (page.cursor !== undefined) {
      prepared(store, 'update scope set cursor = ? where source = ? and id = ?').run(JSON.stringify(page.cursor), page.source, page.scope)
    }
    return counts
  })
}

type Listed = Exclude<DocumentChange, { type: 'parts-done' }>

function apply(store: Store, page: PageWrite, change: Listed, chunks: ChunkChanges): keyof PageCounts {
  const { source } = page
  switch (change.type) {
    case 'seen': {
      const id = writeSeen(store, source, change.ref, chunks)
      see(store, page, change.ref, id)
      return 'unchanged'
    }
    case 'indexed':
      // A document without any text to find would be searchable in name only.
      if (change.derived.chunks.length === 0)
        return apply(store, page, { ...change, type: 'skipped', reason: 'empty', contentHash: change.derived.contentHash }, chunks)
      return writeIndexed(store, page, change, chunks)
    case 'skipped': {
      const known = moveHere(store, source, change, chunks)
      if (known !== undefined) {
        if (known.extractor !== null) noteRemoval(store, known.id, change.reason, timeOf(page))
        clear(store, page, known.id, change.reason, chunks)
      }
      // What must never be indexed is known again by its content when its source gives it another id.
      const contentHash = change.contentHash ?? (change.reason === 'never' ? (known?.contentHash ?? null) : null)
      const id = write(store, source, known?.id, change.ref, { state: 'skipped', reason: change.reason, contentHash })
      if (change.known !== undefined) writeKnownByName(store, id, change.known, chunks)
      see(store, page, change.ref, id)
      clearFailure(store, source, change.ref.id)
      return 'skipped'
    }
    case 'failed':
      writeFailed(store, page, change, chunks)
      return 'failed'
  }
}

/** The document as it is known: by its id, or by the one it had before it moved. */
function moveHere(
  store: Store,
  source: string,
  { ref, moved }: { readonly ref: StoredRef; readonly moved?: number },
  chunks: ChunkChanges,
): DocumentRow | undefined {
  const known = findForWriting(store, source, ref.id, chunks)
  if (known !== undefined || moved === undefined || !isOf(store, source, moved)) return known
  rekeyDocument(store, source, moved, ref.id)
  return findDocument(store, source, ref.id)
}

/** Something the index no longer has (it hung on a document that went) waits to be read. */
function writeSeen(store: Store, source: string, ref: StoredRef, chunks: ChunkChanges): number {
  const known = findForWriting(store, source, ref.id, chunks)
  if (known === undefined) return write(store, source, undefined, ref, { state: 'waiting' })
  refreshDocument(store, known, ref)
  if (known.extractor !== null && findDocument(store, source, ref.id)?.updatedAt !== known.updatedAt) touchChunks(store, known.id, chunks)
  return known.id
}

function writeIndexed(
  store: Store,
  page: PageWrite,
  { ref, derived, moved }: Extract<DocumentChange, { type: 'indexed' }>,
  chunks: ChunkChanges,
): keyof PageCounts {
  const { source } = page
  const known = moveHere(store, source, { ref, ...(moved === undefined ? {} : { moved }) }, chunks)
  const moves = known !== undefined && known.id === moved
  if (known !== undefined) {
    removeChunks(store, [known.id], chunks)
    if ((derived.parts ?? []).length === 0) keepParts(store, page, known.id, nothing, 'deleted', chunks)
  }
  const id = write(store, source, known?.id, ref, { state: 'searchable', contentHash: derived.contentHash, derived })
  if (known !== undefined) deleteText(store, id)
  writeText(store, id, derived.text)
  writeChunks(store, id, derived.chunks, chunks)
  see(store, page, ref, id)
  if (known !== undefined) clearFailure(store, source, ref.id)
  return moves ? 'moved' : (known?.extractor ?? null) === null ? 'added' : 'updated'
}

/** One chunk that is all of its text. Meaning has nothing to go by in a name, so it is never embedded. */
function writeKnownByName(store: Store, id: number, { text, words, hash }: KnownByName, chunks: ChunkChanges): void {
  writeText(store, id, text)
  writeChunks(store, id, [{ start: 0, end: text.length, heading: [], words, passageHash: hash }], chunks)
}

/** Older text stays findable: a document that cannot be read today is better found as it was than not at all. */
function writeFailed(store: Store, page: PageWrite, change: FailedDocument, chunks: ChunkChanges): void {
  const { source, scope } = page
  const { ref, problem } = change
  const known = findForWriting(store, source, ref.id, chunks)
  const id = known?.id ?? write(store, source, undefined, ref, { state: 'failed', reason: problem })
  if (known !== undefined) {
    refreshDocument(store, known, ref)
    prepared(store, `update document set state = 'failed', reason = ? where id = ?`).run(problem, id)
  }
  see(store, page, ref, id)
  noteFailure(store, { ...change, source, scope, document: id, changed: known?.version !== ref.version })
}

const write = (
  store: Store,
  source: string,
  known: number | undefined,
  ref: StoredRef,
  fate: Partial<DocumentFate> & Pick<DocumentFate, 'state'>,
): number => writeDocument(store, source, known, ref, { reason: null, contentHash: null, derived: null, ...fate })

function clear(store: Store, page: PageWrite, documentId: number, why: RemovalWhy, chunks: ChunkChanges): void {
  removeChunks(store, [documentId], chunks)
  deleteText(store, documentId)
  keepParts(store, page, documentId, nothing, why, chunks)
}

/** Parts are in a scope through what they were found in. */
function see(store: Store, { source, scope, listing }: PageWrite, ref: StoredRef, documentId: number): void {
  if (ref.part === undefined) stamp(store, source, scope, listing, documentId)
}

function finishParts(store: Store, page: PageWrite, change: Extract<DocumentChange, { type: 'parts-done' }>, chunks: ChunkChanges): void {
  const known = findDocument(store, page.source, change.externalId)
  if (known === undefined) return
  keepParts(store, page, known.id, change.parts, 'deleted', chunks)
  prepared(store, 'update document set version = ? where id = ?').run(change.version, known.id)
}

const nothing: ReadonlySet<string> = new Set()

/** Removes the parts of a document that are not among these. What was found inside a part that stays, stays. */
function keepParts(
  store: Store,
  page: PageWrite,
  documentId: number,
  kept: ReadonlySet<string>,
  why: RemovalWhy,
  chunks: ChunkChanges,
): void {
  const gone = partRows(store, documentId).flatMap(({ id, part }) => (kept.has(part) ? [] : [id]))
  for (const id of gone) noteRemoval(store, id, why, timeOf(page))
  if (gone.length > 0) removeDocumentRows(store, gone, chunks)
}

const timeOf = ({ now }: PageWrite): number => (now ?? new Date()).getTime()

/** What was found inside a document has no place once that is gone or left alone. */
function holds(store: Store, source: string, { parentId }: StoredRef): boolean {
  const parent = parentId === undefined ? undefined : findDocument(store, source, parentId)
  return parent !== undefined && parent.state !== 'skipped'
}

const isOf = (store: Store, source: string, documentId: number): boolean =>
  prepared(store, 'select 1 from document where id = ? and source = ?').get(documentId, source) !== undefined
