import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { documentViews, knownDocuments } from './documents.ts'
import { finishRemoval, keepDocuments, leavingSources, removeSource } from './remove-source.ts'
import { addRule, listRules } from './rules.ts'
import { chunksWith, dropHome, emptyHome, indexed, openSample, type Sample, sampleScope } from './sample.fixture.ts'
import { beginListing, dropCursor, ensureScope, findScope, finishListing, listScopes } from './scopes.ts'
import { findSource, insertSource, listSources, updateSource } from './sources.ts'

const never = new AbortController().signal

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

const add = (account: string) => insertSource(sample.store, { connector: 'folder', name: account, account, settings: { path: account } })

describe('a source', () => {
  it('is found as it was added and changed', () => {
    const { id } = add('/more')
    expect(id).toBe('folder-2')
    expect(insertSource(sample.store, { connector: 'imap', name: 'Mail', account: 'ada', settings: {} }).id).toBe('imap-1')
    const problem = { code: 'source-offline', params: { detail: 'no disk' } }
    updateSource(sample.store, id, { name: 'More', state: 'offline', problem })
    expect(findSource(sample.store, id)).toMatchObject({
      name: 'More',
      account: '/more',
      settings: { path: '/more' },
      state: 'offline',
      problem,
    })
    expect(listSources(sample.store).map((source) => source.id)).toEqual([sample.source, id, 'imap-1'])
  })

  it('that is unknown cannot be changed or removed', async () => {
    const unknown = expect.objectContaining({ code: 'source-unknown' })
    expect(() => updateSource(sample.store, 'folder-9', { name: 'x' })).toThrow(unknown)
    await expect(removeSource(sample.store, 'folder-9', never)).rejects.toThrow(unknown)
  })

  it('takes with it all its documents and words, and nobody else’s', async () => {
    const other = add('/other').id
    ensureScope(sample.store, other, { id: sampleScope, name: '' }, 1)
    sample.commit([indexed('a.md', 'magpies build'), indexed('b.md', 'herons wade\n\nhere')])
    addRule(sample.store, String(knownDocuments(sample.store, sample.source, ['a.md']).get('a.md')!.documentId))
    expect(await removeSource(sample.store, sample.source, never)).toBe(2)
    expect(['document', 'chunk', 'words', 'text_block', 'membership'].map(sample.count)).toEqual([0, 0, 0, 0, 0])
    // A rule outlives its source; connected again, that gets the id which the rule names.
    expect(listRules(sample.store)).toHaveLength(1)
    expect(listSources(sample.store).map((source) => source.id)).toEqual([other])
    expect(listScopes(sample.store, other)).toHaveLength(1)
  })

  it('is gone from the list at once, and goes in steps that others can work between, also after a stop', async () => {
    const other = add('/other').id
    ensureScope(sample.store, other, { id: sampleScope, name: '' }, 1)
    sample.commit(Array.from({ length: 1_200 }, (_, n) => indexed(`${n}.md`, `word${n}`)))
    const going = removeSource(sample.store, sample.source, never)
    expect(listSources(sample.store).map((source) => source.id)).toEqual([other])
    expect(leavingSources(sample.store)).toEqual([sample.source])
    await new Promise((done) => setImmediate(done))
    expect(sample.count('document')).toBeGreaterThan(0)
    updateSource(sample.store, other, { name: 'while it goes' })
    await going
    expect([sample.count('document'), leavingSources(sample.store)]).toEqual([0, []])
  })

  it('that was on its way out when the engine ended leaves for good', async () => {
    sample.commit(Array.from({ length: 700 }, (_, n) => indexed(`${n}.md`, `word${n}`)))
    const end = new AbortController()
    const going = removeSource(sample.store, sample.source, end.signal)
    end.abort()
    await expect(going).rejects.toThrow()
    expect([sample.count('document'), leavingSources(sample.store)]).toEqual([200, [sample.source]])
    expect(await finishRemoval(sample.store, sample.source, never)).toBe(200)
    expect([sample.count('document'), leavingSources(sample.store)]).toEqual([0, []])
  })

  it('never gets the number of one that was removed', async () => {
    await removeSource(sample.store, sample.source, never)
    expect(add('/notes').id).toBe('folder-2')
  })

  it('removed with its documents kept is not listed, but they are found; added again it is the same', () => {
    sample.commit([indexed('a.md', 'magpies build')], { cursor: 3 })
    expect(keepDocuments(sample.store, sample.source)).toBe(1)
    expect([listSources(sample.store), findSource(sample.store, sample.source)]).toEqual([[], null])
    expect(chunksWith(sample, 'magpies')).toHaveLength(1)
    expect(documentViews(sample.store, 0, 10)).toMatchObject([{ source: sample.source, connector: 'folder', externalId: 'a.md' }])
    expect(add('/notes').id).toBe(sample.source)
    expect(knownDocuments(sample.store, sample.source, ['a.md']).size).toBe(1)
    expect(findScope(sample.store, sample.source, sampleScope)?.cursor).toBeNull()
  })
})

describe('a scope', () => {
  it('is listed from the start until a cursor is committed, and again when the cursor is dropped', () => {
    ensureScope(sample.store, sample.source, { id: 's', name: 'S' }, 1)
    expect(findScope(sample.store, sample.source, 's')).toEqual({ cursor: null, listing: 0, listed: false })
    expect(beginListing(sample.store, sample.source, 's')).toBe(1)
    finishListing(sample.store, sample.source, 's')
    expect(findScope(sample.store, sample.source, 's')).toEqual({ cursor: null, listing: 1, listed: true })
    expect(beginListing(sample.store, sample.source, 's')).toBe(2)
    expect(findScope(sample.store, sample.source, 's')?.listed).toBe(false)
    sample.commit([], { cursor: 4 })
    dropCursor(sample.store, sample.source, sampleScope)
    expect(findScope(sample.store, sample.source, sampleScope)).toMatchObject({ cursor: null, listing: 1 })
  })

  it('forgets a cursor whose shape has changed, and only that', () => {
    sample.commit([], { cursor: 4 })
    ensureScope(sample.store, sample.source, { id: sampleScope, name: 'New name' }, 1)
    expect(findScope(sample.store, sample.source, sampleScope)?.cursor).toBe(4)
    expect(listScopes(sample.store, sample.source)).toEqual([{ id: sampleScope, name: 'New name' }])
    ensureScope(sample.store, sample.source, { id: sampleScope, name: 'New name' }, 2)
    expect(findScope(sample.store, sample.source, sampleScope)?.cursor).toBeNull()
  })

  it('is unknown until somebody names it', () => {
    expect(findScope(sample.store, sample.source, 'nowhere')).toBeNull()
  })
})
