import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { checkStore } from './check.ts'
import type { DocumentChange } from './commit.ts'
import { coverage, documentView, knownDocuments, wholeText } from './documents.ts'
import { nextPassages, queueCounts, useModel } from './embed-queue.ts'
import { listFailures } from './failures.ts'
import { addModel, chunksWith, derived, dropHome, emptyHome, indexed, openSample, ref, type Sample, sampleScope } from './sample.fixture.ts'
import { findScope } from './scopes.ts'

let home: string
let sample: Sample
beforeEach(() => {
  home = emptyHome()
  sample = openSample(home)
})
afterEach(() => {
  // Whatever a test did, the index must be sound after it.
  expect(checkStore(sample.store).filter((check) => !check.ok)).toEqual([])
  sample.store.close()
  dropHome(home)
})

const known = (id: string) => knownDocuments(sample.store, sample.source, [id]).get(id)
const failed = (id: string, over: Partial<Extract<DocumentChange, { type: 'failed' }>> = {}): DocumentChange => ({
  type: 'failed',
  ref: ref(id),
  problem: 'corrupt',
  detail: 'no trailer',
  contentHash: null,
  maker: 'pdf@1',
  nextAttemptAt: null,
  ...over,
})
const hashes = (id: string) =>
  sample.store.db.prepare(`select hex(passage_hash) from chunk where document = ? order by seq`).pluck().all(known(id)!.documentId)

describe('a page', () => {
  it('is committed with its cursor, and found by its words', () => {
    const counts = sample.commit([indexed('a.md', 'magpies build\n\nround nests'), indexed('b.md', 'herons wade')], { cursor: 7 })
    expect(counts).toMatchObject({ added: 2, updated: 0, unchanged: 0 })
    expect(findScope(sample.store, sample.source, sampleScope)).toMatchObject({ cursor: 7 })
    expect(chunksWith(sample, 'nests')).toHaveLength(1)
    expect(sample.count('words')).toBe(3)
  })

  it('is not there at all when a part of it cannot be written', () => {
    sample.commit([indexed('a.md', 'magpies build')], { cursor: 1 })
    const broken = { ...derived('wade'), text: null as unknown as string }
    const changes: DocumentChange[] = [
      indexed('a.md', 'changed'),
      indexed('b.md', 'herons'),
      { type: 'indexed', ref: ref('c'), derived: broken },
    ]
    expect(() => sample.commit(changes, { cursor: 2 })).toThrow()
    expect(findScope(sample.store, sample.source, sampleScope)?.cursor).toBe(1)
    expect(known('b.md')).toBeUndefined()
    expect(chunksWith(sample, 'magpies')).toHaveLength(1)
    expect(chunksWith(sample, 'herons OR changed')).toEqual([])
  })

  it('without a cursor leaves the scope where it was', () => {
    sample.commit([], { cursor: 5 })
    sample.commit([indexed('a.md', 'text')])
    expect(findScope(sample.store, sample.source, sampleScope)?.cursor).toBe(5)
  })

  it('may name a document twice; the last word stands', () => {
    sample.commit([indexed('a.md', 'first words'), indexed('b.md', 'between'), indexed('a.md', 'second thoughts')])
    expect(chunksWith(sample, 'first')).toEqual([])
    expect(chunksWith(sample, 'thoughts')).toHaveLength(1)
  })
})

describe('a document', () => {
  it('that changed is found by its new words only', () => {
    sample.commit([indexed('a.md', 'magpies build')])
    const before = known('a.md')!.documentId
    expect(sample.commit([indexed('a.md', 'herons wade\n\nin shallow water')])).toMatchObject({ updated: 1, added: 0 })
    expect(known('a.md')!.documentId).toBe(before)
    expect(chunksWith(sample, 'magpies')).toEqual([])
    expect(wholeText(sample.store, before)).toBe('herons wade\n\nin shallow water')
  })

  it('that moved keeps its id and the hashes of its passages', () => {
    sample.commit([indexed('old/a.md', 'magpies build\n\nround nests')])
    const { documentId } = known('old/a.md')!
    const before = hashes('old/a.md')
    const move = { ...indexed('new/b.md', 'magpies build\n\nround nests'), moved: documentId } as DocumentChange
    expect(sample.commit([move])).toMatchObject({ moved: 1, added: 0 })
    expect(known('old/a.md')).toBeUndefined()
    expect(known('new/b.md')!.documentId).toBe(documentId)
    expect(hashes('new/b.md')).toEqual(before)
    expect(documentView(sample.store, documentId)).toMatchObject({ externalId: 'new/b.md', title: 'b.md', path: ['new'] })
  })

  it('that moved leaves the scope that only knew its old name', () => {
    sample.commit([indexed('a.md', 'text')], { scope: 'one' })
    const move = { ...indexed('b.md', 'text'), moved: known('a.md')!.documentId } as DocumentChange
    sample.commit([move], { scope: 'two' })
    expect(sample.remove(['b.md'], 'two')).toBe(1)
  })

  it('is not moved onto another that is there', () => {
    sample.commit([indexed('a.md', 'one'), indexed('b.md', 'two')])
    const move = { ...indexed('b.md', 'three'), moved: known('a.md')!.documentId } as DocumentChange
    expect(sample.commit([move])).toMatchObject({ updated: 1, moved: 0 })
    expect(known('a.md')).toBeDefined()
  })

  it('with no passage at all is listed as empty', () => {
    sample.commit([{ type: 'indexed', ref: ref('a.md'), derived: derived('', { chunks: [] }) }])
    expect(known('a.md')).toMatchObject({ state: 'skipped', reason: 'empty' })
  })

  it('that is left out from now on loses its text', () => {
    sample.commit([indexed('a.md', 'private matters')])
    sample.commit([{ type: 'skipped', ref: ref('a.md'), reason: 'never', contentHash: null }])
    expect(chunksWith(sample, 'private')).toEqual([])
    expect([sample.count('chunk'), sample.count('text_block')]).toEqual([0, 0])
  })

  it('without text is found by its name and place, never by meaning, until it has text or is left out', () => {
    const model = useModel(sample.store, 'm')
    const hash = 'ab'.repeat(16)
    const known = { text: 'Videos / film.mkv', words: { title: 'film', heading: 'videos', body: '' }, hash }
    const skipped = { type: 'skipped', ref: ref('film.mkv'), reason: 'unsupported', contentHash: 'ff', known } as const
    sample.commit([skipped])
    expect(chunksWith(sample, 'videos')).toHaveLength(1)
    expect(queueCounts(sample.store, model)).toEqual({ done: 0, total: 0, setAside: 0 })
    useModel(sample.store, 'later')
    expect(sample.count('embed_queue')).toBe(0)
    sample.commit([indexed('film.mkv', 'now with words')])
    expect([chunksWith(sample, 'videos').length, chunksWith(sample, 'words').length, sample.count('text_block')]).toEqual([0, 1, 1])
    sample.commit([skipped])
    sample.commit([{ type: 'skipped', ref: ref('film.mkv'), reason: 'never', contentHash: null }])
    expect([sample.count('chunk'), sample.count('text_block')]).toEqual([0, 0])
  })

  it('that cannot be read again stays findable as it was, and counts as failed', () => {
    sample.commit([indexed('a.md', 'magpies build')])
    sample.commit([failed('a.md')])
    expect(chunksWith(sample, 'magpies')).toHaveLength(1)
    expect(documentView(sample.store, known('a.md')!.documentId)?.text).toBe('magpies build')
    expect(coverage(sample.store, sample.source, null)).toMatchObject({ listed: 1, searchable: 0, failed: { corrupt: 1 } })
    expect(listFailures(sample.store, {})).toMatchObject([{ externalId: 'a.md', problem: 'corrupt', attempts: 1 }])
  })

  it('that could be read after all has no failure any more', () => {
    sample.commit([failed('a.md')])
    expect(sample.commit([indexed('a.md', 'well again')])).toMatchObject({ added: 1 })
    expect(listFailures(sample.store, {})).toEqual([])
  })

  it('takes with it what hangs on it', () => {
    sample.commit([indexed('page', 'a page'), indexed('page#1', 'its attachment', { parentId: 'page' })])
    expect(sample.remove(['page'])).toBe(2)
    expect([sample.count('document'), sample.count('chunk'), sample.count('words')]).toEqual([0, 0, 0])
  })

  it('that was thought to be known, and is not, waits to be read', () => {
    sample.commit([{ type: 'seen', ref: ref('a.md') }])
    expect(coverage(sample.store, sample.source, null)).toMatchObject({ listed: 1, waiting: 1 })
  })
})

describe('membership', () => {
  it('in two scopes ends with the last of them', () => {
    sample.commit([indexed('a.md', 'magpies build')], { scope: 'inbox' })
    sample.commit([{ type: 'seen', ref: ref('a.md') }], { scope: 'starred' })
    expect(sample.remove(['a.md'], 'inbox')).toBe(0)
    expect(chunksWith(sample, 'magpies')).toHaveLength(1)
    expect(sample.remove(['a.md'], 'starred')).toBe(1)
    expect(chunksWith(sample, 'magpies')).toEqual([])
    expect([sample.count('words'), sample.count('chunk'), sample.count('text_block'), sample.count('membership')]).toEqual([0, 0, 0, 0])
  })
})

describe('what a source says of unchanged content', () => {
  it('is followed: title, place, date', () => {
    sample.commit([
      { type: 'indexed', ref: ref('p', { title: 'Plan', titled: true, author: 'Ada' }), derived: derived('text', { title: 'Plan' }) },
    ])
    const changes = { title: 'Plans', titled: true, path: ['Team'], updatedAt: '2026-05-05T00:00:00.000Z', version: 'v2' }
    expect(sample.commit([{ type: 'seen', ref: ref('p', changes) }])).toMatchObject({ unchanged: 1 })
    const { documentId, version } = known('p')!
    expect(version).toBe('v2')
    expect(documentView(sample.store, documentId)).toMatchObject({
      title: 'Plans',
      path: ['Team'],
      updatedAt: '2026-05-05T00:00:00.000Z',
      author: 'Ada',
    })
  })

  it('does not replace what the content says itself, where the source has but a file’s name and date', () => {
    const own = derived('text', { title: 'On magpies', updatedAt: '2019-01-01', author: 'Ada' })
    sample.commit([{ type: 'indexed', ref: ref('a.md'), derived: own }])
    sample.commit([{ type: 'seen', ref: ref('a.md', { updatedAt: '2026-06-06T00:00:00.000Z' }) }])
    expect(documentView(sample.store, known('a.md')!.documentId)).toMatchObject({
      title: 'On magpies',
      updatedAt: '2019-01-01T00:00:00.000Z',
      author: 'Ada',
    })
  })

  it('is kept where a failure says nothing', () => {
    sample.commit([indexed('a.md', 'text')])
    sample.commit([failed('a.md', { ref: ref('a.md', { url: '', updatedAt: '', version: '' }) })])
    expect(documentView(sample.store, known('a.md')!.documentId)).toMatchObject({
      url: 'file:///notes/a.md',
      updatedAt: '2026-03-01T10:00:00.000Z',
    })
  })
})

describe('the embedding queue', () => {
  it('holds what was committed, and forgets what left', () => {
    const model = addModel(sample.store)
    sample.commit([indexed('a.md', 'one\n\ntwo'), indexed('b.md', 'three')])
    expect(
      nextPassages(sample.store, model, 10)
        .map((passage) => passage.text)
        .sort(),
    ).toEqual(['one', 'three', 'two'])
    sample.commit([indexed('a.md', 'one')])
    sample.remove(['b.md'])
    expect(nextPassages(sample.store, model, 10).map((passage) => passage.text)).toEqual(['one'])
  })

  it('keeps a text that another document still has', () => {
    const model = addModel(sample.store)
    sample.commit([indexed('a.md', 'the same'), indexed('b.md', 'the same')])
    sample.remove(['a.md'])
    expect(nextPassages(sample.store, model, 10).map((passage) => passage.text)).toEqual(['the same'])
    sample.commit([indexed('b.md', 'the same'), indexed('c.md', 'the same')])
    sample.remove(['b.md'])
    expect(nextPassages(sample.store, model, 10).map((passage) => passage.text)).toEqual(['the same'])
  })
})
