import { afterEach, beforeEach, expect, it } from 'vitest'
import { dropHome, emptyHome, indexed, openSample, type Sample } from './sample.fixture.ts'
import { transact } from './transaction.ts'

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

it('a part of a transaction is undone with the whole', () => {
  const broken = () =>
    transact(sample.store, () => {
      sample.commit([indexed('a.md', 'text')])
      throw new Error('no')
    })
  expect(broken).toThrow('no')
  expect(sample.count('document')).toBe(0)
})

it('a full disk is told as that, and what was there stays', () => {
  sample.commit([indexed('a.md', 'text')])
  const pages = sample.store.db.pragma('page_count', { simple: true }) as number
  sample.store.db.pragma(`max_page_count = ${pages + 2}`)
  const many = Array.from({ length: 500 }, (_, i) => indexed(`${i}.md`, `${i} ${Math.sin(i)}`.repeat(20)))
  expect(() => sample.commit(many)).toThrow(expect.objectContaining({ code: 'disk-full' }))
  expect(sample.count('document')).toBe(1)
})
