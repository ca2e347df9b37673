import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DerivedText } from '../../shared/derived.ts'
import { passageText } from '../../shared/passage.ts'
import { commitPage, type DocumentChange, type PageCounts, type StoredRef } from './commit.ts'
import { findDocument } from './document-rows.ts'
import { beginListing, ensureScope } from './scopes.ts'
import { insertSource } from './sources.ts'
import { openStore, type Store } from './store.ts'
import { bury, leaveScope } from './tombstones.ts'

/** A home of its own for one test, with one source of one scope. */
export interface Sample {
  readonly store: Store
  readonly source: string
  commit(changes: readonly DocumentChange[], over?: { scope?: string; cursor?: number }): PageCounts
  /** Takes documents out of a scope, and what left the index out of every table. Answers how many did. */
  remove(ids: readonly string[], scope?: string): number
  /** Numbers of rows, by table. */
  count(table: string): number
}

export const sampleScope = 'all'

export function emptyHome(): string {
  return mkdtempSync(join(tmpdir(), 'magpie-store-'))
}

export const dropHome = (home: string): void => rmSync(home, { recursive: true, force: true })

export function openSample(home: string): Sample {
  const store = openStore(home)
  const { id: source } = insertSource(store, { connector: 'folder', name: 'Notes', account: '/notes', settings: {} })
  const listings = new Map<string, number>()
  const listing = (scope: string) => {
    if (!listings.has(scope)) {
      ensureScope(store, source, { id: scope, name: scope }, 1)
      listings.set(scope, beginListing(store, source, scope))
    }
    return listings.get(scope)!
  }
  listing(sampleScope)
  return {
    store,
    source,
    commit: (changes, { scope = sampleScope, cursor } = {}) =>
      commitPage(store, { source, scope, listing: listing(scope), changes, ...(cursor === undefined ? {} : { cursor }) }),
    remove: (ids, scope = sampleScope) => {
      const leaving = ids
        .flatMap((id) => findDocument(store, source, id) ?? [])
        .map(({ id }) => ({ documentId: id, why: 'deleted' as const }))
      const left = leaveScope(store, source, scope, leaving, new Date())
      while (bury(store)) {
        // Until every derived row is gone.
      }
      return left.deleted ?? 0
    },
    count: (table) => store.db.prepare<[], { n: number }>(`select count(*) as n from ${table}`).get()!.n,
  }
}

export const ref = (id: string, over: Partial<StoredRef> = {}): StoredRef => ({
  id,
  version: 'v1',
  title: id.split('/').at(-1)!,
  titled: false,
  url: `file:///notes/${id}`,
  updatedAt: '2026-03-01T10:00:00.000Z',
  mimeType: 'text/markdown',
  path: id.split('/').slice(0, -1),
  ...over,
})

/** As extraction would make it: a chunk for each paragraph. */
export function derived(text: string, over: Partial<DerivedText> = {}): DerivedText {
  const title = over.title ?? null
  let start = 0
  const chunks = text.split('\n\n').map((body) => {
    const chunk = { start, end: start + body.length }
    start += body.length + 2
    const passage = passageText({ title, heading: [], body })
    return {
      ...chunk,
      heading: [],
      words: { title: title ?? '', heading: '', body: body.toLowerCase() },
      passageHash: createHash('sha256').update(passage).digest('hex').slice(0, 32),
    }
  })
  return {
    contentHash: createHash('sha256').update(text).digest('hex'),
    text,
    title,
    author: null,
    createdAt: null,
    updatedAt: null,
    labels: [],
    language: 'en',
    mimeType: 'text/markdown',
    extractor: 'markdown@1',
    chunker: 'prose@1',
    chunks,
    ...over,
  }
}

export const indexed = (id: string, text: string, over: Partial<StoredRef> = {}): DocumentChange => ({
  type: 'indexed',
  ref: ref(id, over),
  derived: derived(text),
})

/** Ids of the chunks that contain a word, as the keyword index has it. */
export const chunksWith = ({ store }: Pick<Sample, 'store'>, word: string): number[] =>
  store.db
    .prepare<[string], { rowid: number }>('select rowid from words where words match ? order by rowid')
    .all(word)
    .map((row) => row.rowid)

/** A model whose vectors are wanted from now on. Answers its id. */
export const addModel = (store: Store): number =>
  store.db.prepare(`insert into model (name) values ('m') returning id`).pluck().get() as number
