import { afterEach, beforeEach, describe, expect, it, test } from 'vitest'
import { documentView, documentViews, findByContent, findByFingerprint, knownDocuments } from './documents.ts'
import { derived, dropHome, emptyHome, indexed, openSample, ref, type Sample } from './sample.fixture.ts'

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

it('of many ids, the known ones are told with what was committed of them', () => {
  sample.commit([indexed('work/a.md', 'text', { fingerprint: '1:42', version: 'read:v7' })])
  const known = knownDocuments(sample.store, sample.source, ['work/a.md', 'b.md'])
  expect([...known.keys()]).toEqual(['work/a.md'])
  expect(known.get('work/a.md')).toMatchObject({
    version: 'read:v7',
    contentHash: derived('text').contentHash,
    fingerprint: '1:42',
    state: 'searchable',
    extractor: 'markdown@1',
    chunker: 'prose@1',
    title: 'a.md',
    embedTitle: null,
    path: ['work'],
  })
  expect(knownDocuments(sample.store, 'folder-9', ['work/a.md']).size).toBe(0)
})

it('a document is found again by its fingerprint and by its content, within its source', () => {
  sample.commit([indexed('a.md', 'text', { fingerprint: '1:42' }), indexed('b.md', 'text'), indexed('c.md', 'other')])
  expect(findByFingerprint(sample.store, sample.source, '1:42')?.externalId).toBe('a.md')
  expect(findByFingerprint(sample.store, sample.source, '1:43')).toBeNull()
  const twins = findByContent(sample.store, sample.source, derived('text').contentHash)
  expect(twins.map((twin) => twin.externalId)).toEqual(['a.md', 'b.md'])
  expect(findByContent(sample.store, 'folder-9', derived('text').contentHash)).toEqual([])
})

describe('the title', () => {
  const titled = (over: Parameters<typeof ref>[1], own: string | null) => {
    sample.commit([{ type: 'indexed', ref: ref('x', over), derived: derived('text', { title: own }) }])
    const { title, embedTitle } = knownDocuments(sample.store, sample.source, ['x']).get('x')!
    return { title, embedTitle }
  }
  it('is the source’s where a person wrote it, else the content’s, else the file’s name, which is not embedded', () => {
    expect(titled({ title: 'Plan', titled: true }, 'Inside')).toEqual({ title: 'Plan', embedTitle: 'Plan' })
    expect(titled({ title: 'x.pdf' }, 'Inside')).toEqual({ title: 'Inside', embedTitle: 'Inside' })
    expect(titled({ title: 'x.pdf' }, null)).toEqual({ title: 'x.pdf', embedTitle: null })
  })
})

test('a part of a document comes with where it stands and how long the whole is', () => {
  const text = `${'é'.repeat(40_000)}end`
  sample.commit([{ type: 'indexed', ref: ref('long.md'), derived: derived(text) }])
  expect(documentView(sample.store, 1, 39_999, 3)).toMatchObject({ text: 'éen', textStart: 39_999, textLength: 40_003 })
  expect(documentView(sample.store, 1, 40_000)).toMatchObject({ text: 'end', textLength: 40_003 })
})

describe('documents to show', () => {
  it('have their text and metadata', () => {
    sample.commit([
      { type: 'indexed', ref: ref('a.md', { createdAt: '2026-01-02T00:00:00Z' }), derived: derived('the text', { author: 'Ada' }) },
    ])
    expect(documentView(sample.store, 1)).toEqual({
      documentId: 1,
      textStart: 0,
      textLength: 8,
      labels: [],
      size: null,
      externalId: 'a.md',
      source: sample.source,
      connector: 'folder',
      title: 'a.md',
      url: 'file:///notes/a.md',
      path: [],
      mimeType: 'text/markdown',
      author: 'Ada',
      createdAt: '2026-01-02T00:00:00.000Z',
      updatedAt: '2026-03-01T10:00:00.000Z',
      language: 'en',
      text: 'the text',
    })
    expect(documentView(sample.store, 2)).toBeNull()
  })

  it('come page by page: those with text, or those left out for a reason', () => {
    sample.commit([
      indexed('a', 'one'),
      { type: 'skipped', ref: ref('big'), reason: 'too-large', contentHash: null },
      indexed('b', 'two'),
      { type: 'failed', ref: ref('a'), problem: 'timeout', detail: '', contentHash: null, maker: null, nextAttemptAt: null },
      indexed('c', 'three'),
    ])
    const ids = (...args: [number, number, string?, string?]) => documentViews(sample.store, ...args).map((view) => view.externalId)
    expect(ids(0, 2)).toEqual(['a', 'b'])
    expect(ids(documentViews(sample.store, 0, 2).at(-1)!.documentId, 2)).toEqual(['c'])
    expect(ids(0, 9, sample.source, 'too-large')).toEqual(['big'])
    expect(ids(0, 9, undefined, 'timeout')).toEqual(['a'])
    expect(ids(0, 9, undefined, 'searchable')).toEqual(['b', 'c'])
    expect(ids(0, 9, 'folder-9')).toEqual([])
  })
})
