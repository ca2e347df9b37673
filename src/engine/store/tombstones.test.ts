import { afterEach, beforeEach, expect, it } from 'vitest'
import { checkStore } from './check.ts'
import { coverage } from './coverage.ts'
import { findDocument } from './document-rows.ts'
import { documentView, documentViews, findByContent, knownDocuments } from './documents.ts'
import { listRemovals } from './removals.ts'
import { chunksWith, derived, dropHome, emptyHome, indexed, openSample, ref, type Sample, sampleScope } from './sample.fixture.ts'
import { documentFacts, hitDocuments } from './search-documents.ts'
import { openStore } from './store.ts'
import { bury, leaveScope } from './tombstones.ts'

let home: string
let sample: Sample
beforeEach(() => {
  home = emptyHome()
  sample = openSample(home)
})
afterEach(() => {
  sample.store.close()
  dropHome(home)
})

const now = new Date('2026-05-01T12:00:00Z')
const idOf = (externalId: string) => findDocument(sample.store, sample.source, externalId)!.id
const leave = (externalId: string, why: 'deleted' | 'unshared' = 'deleted', scope = sampleScope) =>
  leaveScope(sample.store, sample.source, scope, [{ documentId: idOf(externalId), why }], now)
const sound = () => expect(checkStore(sample.store).filter((check) => !check.ok)).toEqual([])

it('a document that left is out of sight at once, and every row of it goes step by step', () => {
  sample.commit([indexed('a.md', 'apples\n\npears'), indexed('b.md', 'apples')])
  const a = idOf('a.md')
  expect(leave('a.md')).toEqual({ deleted: 1 })
  expect(documentView(sample.store, a)).toBeNull()
  expect(documentViews(sample.store, 0, 10).map((view) => view.externalId)).toEqual(['b.md'])
  expect([hitDocuments(sample.store, [a]).size, documentFacts(sample.store, [a]).size]).toEqual([0, 0])
  expect(knownDocuments(sample.store, sample.source, ['a.md']).size).toBe(0)
  expect(findByContent(sample.store, sample.source, derived('apples\n\npears').contentHash)).toEqual([])
  expect(coverage(sample.store, sample.source, null)).toMatchObject({ listed: 1, searchable: 1 })
  sound()
  expect(bury(sample.store)).toBe(true)
  expect(bury(sample.store)).toBe(false)
  expect(chunksWith(sample, 'apples')).toHaveLength(1)
  expect(['document', 'chunk', 'words', 'text_block'].map(sample.count)).toEqual([1, 1, 1, 1])
  sound()
})

it('what a stop left of it is still a tombstone when the home is opened again', () => {
  for (let n = 0; n < 300; n++) sample.commit([indexed(`${n}.md`, `note ${n}`)])
  for (let n = 0; n < 300; n++) leave(`${n}.md`)
  expect(bury(sample.store)).toBe(true)
  sample.store.close()
  sample = { ...sample, store: openStore(home) }
  expect(sample.store.db.prepare(`select count(*) from document where state = 'gone'`).pluck().get()).toBe(100)
  sound()
  expect(bury(sample.store)).toBe(true)
  expect(sample.store.db.prepare('select (select count(*) from document) + (select count(*) from chunk)').pluck().get()).toBe(0)
})

it('what hangs on it leaves with it', () => {
  sample.commit([indexed('page', 'text'), indexed('page#1', 'attachment', { parentId: 'page' })])
  expect(leave('page', 'unshared')).toEqual({ unshared: 2 })
  expect(listRemovals(sample.store, { limit: 10 }).map(({ externalId, why }) => [externalId, why])).toEqual([
    ['page#1', 'unshared'],
    ['page', 'unshared'],
  ])
})

it('one that is in another scope stays', () => {
  sample.commit([indexed('a.md', 'apples')], { scope: 'inbox' })
  sample.commit([indexed('a.md', 'apples')], { scope: 'starred' })
  expect(leave('a.md', 'deleted', 'inbox')).toEqual({})
  expect(leave('a.md', 'deleted', 'starred')).toEqual({ deleted: 1 })
})

it('one that comes back before it is buried is a new document with nothing of the old', () => {
  sample.commit([indexed('a.md', 'old apples')])
  const before = idOf('a.md')
  leave('a.md')
  expect(sample.commit([indexed('a.md', 'new pears')])).toMatchObject({ added: 1 })
  expect(idOf('a.md')).not.toBe(before)
  expect([chunksWith(sample, 'apples').length, chunksWith(sample, 'pears').length]).toEqual([0, 1])
  leave('a.md')
  sample.commit([{ type: 'failed', ref: ref('a.md'), problem: 'corrupt', detail: '', contentHash: null, maker: null, nextAttemptAt: null }])
  expect(sample.count('chunk')).toBe(0)
  leave('a.md')
  sample.commit([{ type: 'seen', ref: ref('a.md') }])
  expect(coverage(sample.store, sample.source, null)).toMatchObject({ listed: 1, waiting: 1 })
  while (bury(sample.store));
  expect(sample.count('document')).toBe(1)
  sound()
})

it('the journal says what left, when and why, newest first and page by page', () => {
  sample.commit([indexed('sub/a.md', 'apples'), indexed('b.md', 'pears'), indexed('c.md', 'plums')])
  leave('sub/a.md')
  leave('b.md', 'unshared')
  sample.commit([{ type: 'skipped', ref: ref('c.md', { version: 'v2' }), reason: 'never', contentHash: null }])
  const [c, b, a] = listRemovals(sample.store, { source: sample.source, limit: 10 })
  expect(a).toMatchObject({ externalId: 'sub/a.md', title: 'a.md', path: ['sub'], why: 'deleted', at: now.toISOString() })
  expect([b!.why, c!.why]).toEqual(['unshared', 'never'])
  expect(listRemovals(sample.store, { limit: 1, after: c!.id })).toEqual([b])
  expect(listRemovals(sample.store, { source: 'other-1', limit: 10 })).toEqual([])
})
