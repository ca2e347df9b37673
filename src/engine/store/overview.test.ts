import { afterEach, beforeEach, expect, it } from 'vitest'
import { checkedAt, documentsByMonth, vectorBytes } from './overview.ts'
import { finishRun, startRun } from './runs.ts'
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

it('counts searchable documents by the month they were changed in, also those without a date', () => {
  sample.commit([
    indexed('a.md', 'walrus', { updatedAt: '2026-02-28T23:59:59.000Z' }),
    indexed('b.md', 'heron', { updatedAt: '2026-03-01T00:00:00.000Z' }),
    indexed('c.md', 'stork', { updatedAt: '2026-03-15T10:00:00.000Z' }),
    indexed('d.md', 'crane', { updatedAt: '' }),
    { type: 'skipped', ref: ref('e.bin'), reason: 'unsupported', contentHash: null },
  ])
  const { source } = sample
  expect(documentsByMonth(sample.store)).toEqual([
    { source, month: null, documents: 1, changedAt: null },
    { source, month: '2026-02', documents: 1, changedAt: '2026-02-28T23:59:59.000Z' },
    { source, month: '2026-03', documents: 2, changedAt: '2026-03-15T10:00:00.000Z' },
  ])
})

it('a source was checked when a run last went through it, not when one was tried', () => {
  const { store, source } = sample
  expect(checkedAt(store, source)).toBeNull()
  const counts = { listed: 0, added: 0, updated: 0, moved: 0, deleted: 0, unchanged: 0, skipped: 0, failed: 0, read: 0, problem: null }
  const run = (outcome: 'completed' | 'offline', finishedAt: string) =>
    finishRun(store, startRun(store, source, new Date(0)), { ...counts, outcome, finishedAt } as Parameters<typeof finishRun>[2])
  run('completed', '2026-03-01T10:00:00.000Z')
  run('offline', '2026-03-02T10:00:00.000Z')
  expect(checkedAt(store, source)).toBe('2026-03-01T10:00:00.000Z')
})

it('vectors take no space before there are any', () => {
  expect(vectorBytes(sample.store)).toBe(0)
})
