import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Coverage } from '../../shared/model.ts'
import { coverage, totals } from './documents.ts'
import { addModel, derived, dropHome, emptyHome, indexed, openSample, ref, type Sample } from './sample.fixture.ts'

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

const sum = (numbers: Readonly<Partial<Record<string, number>>>) => Object.values(numbers).reduce<number>((all, n) => all + (n ?? 0), 0)
const addsUp = (receipt: Coverage) => receipt.searchable + receipt.waiting + sum(receipt.skipped) + sum(receipt.failed) === receipt.listed

it('adds up, with documents in every state', () => {
  expect(coverage(sample.store, sample.source, null)).toEqual({
    listed: 0,
    searchable: 0,
    waiting: 0,
    skipped: {},
    failed: {},
    embedded: 0,
    parts: 0,
  })
  sample.commit([
    indexed('a', 'one'),
    indexed('b', 'two'),
    { type: 'seen', ref: ref('w') },
    { type: 'skipped', ref: ref('s1'), reason: 'too-large', contentHash: null },
    { type: 'skipped', ref: ref('s2'), reason: 'too-large', contentHash: null },
    { type: 'skipped', ref: ref('s3'), reason: 'unsupported', contentHash: 'ff' },
    { type: 'failed', ref: ref('f1'), problem: 'encrypted', detail: '', contentHash: null, maker: null, nextAttemptAt: null },
    { type: 'failed', ref: ref('b'), problem: 'timeout', detail: '', contentHash: null, maker: null, nextAttemptAt: 1 },
  ])
  const receipt = coverage(sample.store, sample.source, null)
  expect(receipt).toEqual({
    listed: 7,
    searchable: 1,
    waiting: 1,
    skipped: { 'too-large': 2, unsupported: 1 },
    failed: { encrypted: 1, timeout: 1 },
    embedded: 0,
    parts: 0,
  })
  expect(addsUp(receipt)).toBe(true)
  sample.commit([indexed('f1', 'open now')])
  sample.remove(['s1', 'b'])
  const after = coverage(sample.store, sample.source, null)
  expect(after).toMatchObject({ listed: 5, searchable: 2, skipped: { 'too-large': 1 }, failed: {} })
  expect(addsUp(after)).toBe(true)
})

it('counts a document as embedded once each of its passages is', () => {
  const model = addModel(sample.store)
  sample.commit([indexed('a', 'one\n\ntwo'), indexed('b', 'three')])
  const embed = (text: string) =>
    sample.store.db.prepare('delete from embed_queue where hash = unhex(?)').run(derived(text).chunks[0]!.passageHash)
  expect(coverage(sample.store, sample.source, model).embedded).toBe(0)
  embed('one')
  expect(coverage(sample.store, sample.source, model).embedded).toBe(0)
  embed('two')
  expect(coverage(sample.store, sample.source, model).embedded).toBe(1)
  embed('three')
  expect(coverage(sample.store, sample.source, model).embedded).toBe(2)
  expect(coverage(sample.store, sample.source, null).embedded).toBe(0)
})

it('knows how many chunks there are, and what they take on disk', () => {
  const before = totals(sample.store)
  sample.commit([indexed('a', 'one\n\ntwo')])
  expect(totals(sample.store).chunks).toBe(2)
  expect(totals(sample.store).bytes).toBeGreaterThanOrEqual(before.bytes)
})
