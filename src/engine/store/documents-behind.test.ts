import { afterEach, beforeEach, expect, it } from 'vitest'
import { coverage } from './coverage.ts'
import { type BehindRequest, documentsBehind } from './documents-behind.ts'
import { dropHome, emptyHome, indexed, openSample, ref, type Sample } from './sample.fixture.ts'

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

const behind = (over: Partial<BehindRequest>) =>
  documentsBehind(sample.store, { source: sample.source, part: 'searchable', after: 0, limit: 100, ...over })

it('every number of a receipt has as many documents behind it, page by page', () => {
  sample.commit([
    ...Array.from({ length: 7 }, (_, n) => indexed(`notes/${n}.md`, `text ${n}`)),
    { type: 'skipped', ref: ref('a.bin'), reason: 'unsupported', contentHash: null },
    { type: 'skipped', ref: ref('b.bin'), reason: 'too-large', contentHash: null },
  ])
  const receipt = coverage(sample.store, sample.source, null)
  const pages = []
  for (let after = 0; ; ) {
    const page = behind({ limit: 3, after })
    if (page.length === 0) break
    pages.push(page.map((document) => document.externalId))
    after = page.at(-1)!.documentId
  }
  expect(pages.map((page) => page.length)).toEqual([3, 3, 1])
  expect(new Set(pages.flat()).size).toBe(receipt.searchable)
  expect(behind({ part: 'skipped' })).toHaveLength(2)
  expect(behind({ part: 'skipped', reason: 'too-large' })).toMatchObject([{ externalId: 'b.bin', reason: 'too-large', path: [] }])
  expect(behind({ part: 'failed' })).toEqual([])
  expect(behind({ source: 'folder-9' })).toEqual([])
})
