import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Problem } from '../../shared/model.ts'
import { clearFailure, countFailures, dueFailures, failuresPage, ignoreFailures, listFailures, postponeFailures } from './failures.ts'
import { dropHome, emptyHome, openSample, ref, type Sample, sampleScope } from './sample.fixture.ts'
import { updateSource } from './sources.ts'

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

const fail = (id: string, problem: Problem, nextAttemptAt: number | null, version = 'v1') =>
  sample.commit([{ type: 'failed', ref: ref(id, { version }), problem, detail: '', contentHash: null, maker: null, nextAttemptAt }])
const due = (at: number) => dueFailures(sample.store, new Date(at)).map((failure) => [failure.externalId, failure.scope])

it('failures are due when their time has come, the longest waiting first', () => {
  fail('a', 'timeout', 2_000)
  fail('b', 'unreadable', 1_000)
  fail('c', 'corrupt', null)
  expect(due(999)).toEqual([])
  expect(due(2_000)).toEqual([
    ['b', sampleScope],
    ['a', sampleScope],
  ])
})

it('nothing is due in a source that is paused', () => {
  fail('a', 'timeout', 1)
  updateSource(sample.store, sample.source, { state: 'paused' })
  expect(due(5)).toEqual([])
})

it('attempts add up until the document changes', () => {
  fail('a', 'timeout', 1)
  fail('a', 'timeout', 2)
  expect(listFailures(sample.store, {})).toMatchObject([{ attempts: 2, nextAttemptAt: '1970-01-01T00:00:00.002Z' }])
  fail('a', 'corrupt', null, 'v2')
  expect(listFailures(sample.store, {})).toMatchObject([{ attempts: 1, problem: 'corrupt', nextAttemptAt: null }])
})

it('what is ignored is not due, until it changes', () => {
  fail('a', 'timeout', 1)
  fail('b', 'corrupt', 1)
  expect(ignoreFailures(sample.store, { problem: 'timeout' })).toBe(1)
  expect(due(5)).toEqual([['b', sampleScope]])
  expect(listFailures(sample.store, { externalIds: ['a'] })).toMatchObject([{ ignored: true, nextAttemptAt: null }])
  fail('a', 'timeout', 1)
  expect(due(5)).toEqual([['b', sampleScope]])
  fail('a', 'timeout', 2, 'v2')
  expect(due(5)).toHaveLength(2)
})

it('are listed by source, document and problem', () => {
  fail('a', 'timeout', 1)
  fail('b', 'corrupt', 1)
  const ids = (filter: Parameters<typeof listFailures>[1]) => listFailures(sample.store, filter).map((failure) => failure.externalId)
  expect(ids({})).toEqual(['a', 'b'])
  expect(ids({ source: sample.source, problem: 'corrupt' })).toEqual(['b'])
  expect(ids({ source: 'other' })).toEqual([])
  expect(ids({ externalIds: [] })).toEqual([])
  clearFailure(sample.store, sample.source, 'a')
  expect(ids({})).toEqual(['b'])
})

it('says what happens next with each', () => {
  fail('a', 'forbidden', 1)
  fail('b', 'encrypted', null)
  fail('c', 'forbidden', 1)
  ignoreFailures(sample.store, { externalIds: ['c'] })
  expect(listFailures(sample.store, {}).map(({ said }) => said.params.next)).toEqual(['by-itself', 'when-changed', 'ignored'])
})

it('one is named by its document’s id', () => {
  fail('a', 'forbidden', 1)
  fail('b', 'forbidden', 1)
  const { documentId } = listFailures(sample.store, { externalIds: ['b'] })[0]!
  expect(listFailures(sample.store, { documentIds: [documentId!] }).map(({ externalId }) => externalId)).toEqual(['b'])
})

it('what was due and got no answer waits a while; what was not due does not', () => {
  fail('a', 'forbidden', 10)
  fail('b', 'forbidden', 50)
  postponeFailures(sample.store, sample.source, new Date(20), new Date(90))
  expect(listFailures(sample.store, {}).map(({ nextAttemptAt }) => Date.parse(nextAttemptAt!))).toEqual([90, 50])
})

it('are counted by kind, and handed out page by page, each once', () => {
  for (let n = 0; n < 25; n++) fail(`a${n}`, 'timeout', 1)
  for (let n = 0; n < 5; n++) fail(`b${n}`, 'corrupt', null)
  ignoreFailures(sample.store, { externalIds: ['a3', 'b0'] })
  expect(countFailures(sample.store, {})).toEqual([
    { problem: 'timeout', open: 24, ignored: 1 },
    { problem: 'corrupt', open: 4, ignored: 1 },
  ])
  expect(countFailures(sample.store, { source: 'another' })).toEqual([])
  const seen: string[] = []
  for (let after = 0; ; ) {
    const page = failuresPage(sample.store, { problem: 'timeout' }, { after, limit: 10, withIgnored: false })
    seen.push(...page.map(({ externalId }) => externalId))
    if (page.length < 10) break
    after = page.at(-1)!.documentId
  }
  expect(new Set(seen).size).toBe(24)
  expect(seen).toHaveLength(24)
  expect(seen).not.toContain('a3')
  expect(failuresPage(sample.store, {}, { after: 0, limit: 100, withIgnored: true })).toHaveLength(30)
})
