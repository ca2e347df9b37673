import { afterEach, beforeEach, expect, it } from 'vitest'
import { commitPage } from './commit.ts'
import { addStrikes, keepUnder, missedDocuments, scopeSize } from './memberships.ts'
import { chunksWith, dropHome, emptyHome, indexed, openSample, ref, type Sample, sampleScope } from './sample.fixture.ts'
import { beginListing } from './scopes.ts'

let home: string
let sample: Sample
beforeEach(() => {
  home = emptyHome()
  sample = openSample(home)
  sample.commit(['a.md', 'b.md', 'dir/c.md', 'dir/d.md', 'dir2/e.md'].map((id) => indexed(id, `text of ${id}`)))
})
afterEach(() => {
  sample.store.close()
  dropHome(home)
})

const list = (...seen: string[]) => {
  const listing = beginListing(sample.store, sample.source, sampleScope)
  const changes = seen.map((id) => ({ type: 'seen', ref: ref(id) }) as const)
  commitPage(sample.store, { source: sample.source, scope: sampleScope, listing, changes })
  return listing
}
const missed = (listing: number) =>
  missedDocuments(sample.store, sample.source, sampleScope, listing).map(({ externalId, strikes }) => [externalId, strikes])

it('a listing misses what it did not see', () => {
  const listing = list('a.md', 'dir/c.md', 'dir/d.md', 'dir2/e.md')
  expect(missed(listing)).toEqual([['b.md', 0]])
  expect(scopeSize(sample.store, sample.source, sampleScope)).toBe(5)
})

it('strikes add up over listings, and are forgiven when the document is seen', () => {
  const rest = ['dir/c.md', 'dir/d.md', 'dir2/e.md']
  list(...rest)
  addStrikes(sample.store, sample.source, sampleScope, ['a.md', 'b.md'])
  const second = list(...rest, 'b.md')
  expect(missed(second)).toEqual([['a.md', 1]])
  addStrikes(sample.store, sample.source, sampleScope, ['a.md'])
  expect(missed(list(...rest))).toEqual([
    ['a.md', 2],
    ['b.md', 0],
  ])
})

it('what lies below a part that could not be listed counts as seen', () => {
  const listing = list('a.md')
  expect(keepUnder(sample.store, sample.source, sampleScope, listing, 'dir/')).toBe(2)
  expect(missed(listing).map(([id]) => id)).toEqual(['b.md', 'dir2/e.md'])
  keepUnder(sample.store, sample.source, sampleScope, listing, '')
  expect(missed(listing)).toEqual([])
})

it('removing takes a document out of the index, and those unknown are let pass', () => {
  expect(sample.remove(['a.md', 'nowhere.md'])).toBe(1)
  expect(chunksWith(sample, '"text of a md"')).toEqual([])
  expect([sample.count('words'), sample.count('chunk'), sample.count('document')]).toEqual([4, 4, 4])
})
