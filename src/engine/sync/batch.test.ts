import { expect, it } from 'vitest'
import type { DerivedChunk } from '../../shared/derived.ts'
import { createBatch, type Ready } from './batch.ts'
import type { Pace } from './pace.ts'

let ms = 0
const now = () => new Date(ms)
const pace: Pace = { documents: () => 4, chunks: () => 1_000, admit: async () => {}, rest: async () => {} }

function document(text: string, chunks = 1): Ready {
  const derived = { text, chunks: Array.from({ length: chunks }, () => ({}) as DerivedChunk) }
  return { change: { type: 'indexed', derived } as unknown as Ready['change'], known: null }
}
/** How many of these fit. */
function fill(batch: ReturnType<typeof createBatch>, make: () => Ready): number {
  let count = 0
  while (!batch.isFull()) {
    batch.add(make())
    count++
  }
  batch.take()
  return count
}

it('grows from a first handful to a few hundred documents', () => {
  const batch = createBatch(now, pace)
  expect(Array.from({ length: 7 }, () => fill(batch, () => document('text')))).toEqual([20, 40, 80, 160, 320, 400, 400])
})

it('is full before its text is more than memory should hold', () => {
  const batch = createBatch(now, pace)
  expect(fill(batch, () => document('x'.repeat(1_000_000)))).toBeLessThanOrEqual(9)
})

it('is full at fewer passages while somebody searches', () => {
  expect(fill(createBatch(now, pace), () => document('text', 150))).toBe(7)
  expect(fill(createBatch(now, { ...pace, chunks: () => 200 }), () => document('text', 150))).toBe(2)
})

it('does not keep what is ready waiting', () => {
  const batch = createBatch(now, pace)
  batch.add(document('text'))
  expect(batch.isFull()).toBe(false)
  ms += 500
  expect(batch.isFull()).toBe(true)
})
