import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ref } from '../store/sample.fixture.ts'
import { type Library, openLibrary } from './library.fixture.ts'

let library: Library
beforeEach(() => {
  library = openLibrary()
})
afterEach(() => library.close())

const mail = (subject: string, author: string, updatedAt: string) => ({
  title: subject,
  titled: true,
  mimeType: 'message/rfc822',
  author,
  updatedAt,
})

describe('counts of what was found', () => {
  beforeEach(() => {
    library.add('contracts/lease.md', 'The lease runs for five years.', { author: 'Ada Lovelace' })
    library.add('contracts/annex.pdf', 'Annex to the lease.', { mimeType: 'application/pdf', author: 'Ada Lovelace' })
    library.add('notes/car.md', 'A lease for the car.', { author: 'Bo' })
    library.add('notes/soup.md', 'Lentils.')
  })

  it('are by source, kind, person and place, and only made when asked for', () => {
    expect(library.search('lease').facets).toBeNull()
    const { facets, total } = library.search('lease', { facets: true })
    expect(total).toBe(3)
    expect(facets?.sources).toEqual([{ value: library.sample.source, documents: 3 }])
    expect(facets?.types).toEqual([
      { value: 'markdown', documents: 2 },
      { value: 'pdf', documents: 1 },
    ])
    expect(facets?.people).toEqual([
      { value: 'Ada Lovelace', documents: 2 },
      { value: 'Bo', documents: 1 },
    ])
    expect(facets?.places.find(({ value }) => value === 'contracts')?.documents).toBe(2)
  })

  it('show what else could be chosen instead of the chosen kind', () => {
    const { facets, total } = library.search('lease type:pdf', { facets: true })
    expect(total).toBe(1)
    expect(facets?.types.map(({ value }) => value)).toEqual(['markdown', 'pdf'])
    expect(facets?.people).toEqual([{ value: 'Ada Lovelace', documents: 1 }])
  })

  it('say the same as asking for one of them', () => {
    for (const { value, documents } of library.search('lease', { facets: true }).facets?.types ?? [])
      expect(library.search(`lease type:${value}`, { facets: true }).total, value).toBe(documents)
    expect(library.search('lease type:pdf,markdown', { facets: true }).total).toBe(3)
  })

  it('go with pages that fit together and reach the last hit', () => {
    for (let i = 0; i < 250; i++) library.add(`many/${i}.md`, `Number ${i} of the many herons.`)
    const first = library.search('herons', { facets: true, limit: 100 })
    expect(first.total).toBe(250)
    const seen = new Set([0, 100, 200].flatMap((offset) => library.find('herons', { offset, limit: 100 })))
    expect(seen.size).toBe(250)
  })
})

describe('sorting by date', () => {
  it('puts the newest first and leaves out what has only some of the words', () => {
    library.add('old.md', 'The roof meeting.', { updatedAt: '2020-01-01T00:00:00.000Z' })
    library.add('new.md', 'Minutes: roof meeting.', { updatedAt: '2026-01-01T00:00:00.000Z' })
    library.add('newest.md', 'A meeting about something else.', { updatedAt: '2026-06-01T00:00:00.000Z' })
    expect(library.find('roof meeting', { sort: 'date' })).toEqual(['new.md', 'old.md'])
    expect(library.find('roof meeting elsewhere', { sort: 'date' })[0]).toBe('newest.md')
  })
})

describe('help when little is found', () => {
  it('corrects a spelling by the words of the index, as people write them', () => {
    library.add('a.md', 'Contracts are renewed in the autumn.')
    const asked = (query: string) => library.search(query, { facets: true }).didYouMean
    expect(asked('contarct type:md')).toBe('contracts type:md')
    expect(asked('autum')).toBe('autumn')
    expect(asked('contracts')).toBeNull()
    expect(asked('xylophone')).toBeNull()
    expect(library.search('autum', { facets: true, typing: true }).didYouMean).toBeNull()
  })

  it('names the filter that keeps everything away', () => {
    library.add('a.md', 'The lease.')
    const { total, tooNarrow } = library.search('lease type:pdf before:2030', { facets: true })
    expect(total).toBe(0)
    expect(tooNarrow).toEqual([{ filter: 'type:pdf', total: 1 }])
  })

  it('says what cannot be found yet', () => {
    library.sample.commit([{ type: 'skipped', ref: ref('big.iso'), reason: 'too-large', contentHash: null }])
    expect(library.search('anything', { facets: true }).notIndexedYet).toEqual({ waiting: 0, failed: 0, skipped: 1 })
  })
})

describe('conversations', () => {
  beforeEach(() => {
    library.add('1.eml', 'The boiler is cold again.', mail('Boiler broken', 'Ada', '2026-01-01T00:00:00.000Z'))
    library.add('2.eml', 'The boiler man comes on Friday.', mail('Re: Boiler broken', 'Bo', '2026-01-02T00:00:00.000Z'))
    library.add('3.eml', 'Boiler: thank you.', mail('AW: Re: Boiler broken', 'Ada', '2026-01-03T00:00:00.000Z'))
    library.add('4.eml', 'A bill for the boiler.', mail('Your bill', 'Works', '2026-02-01T00:00:00.000Z'))
    library.add('5.eml', 'Another bill for the boiler.', mail('Your bill', 'Works', '2026-03-01T00:00:00.000Z'))
  })

  it('are one hit that names its other messages; equal subjects without an answer stay apart', () => {
    const { hits, total } = library.search('boiler')
    expect(total).toBe(3)
    expect(hits.find((hit) => /Boiler broken/.test(hit.title.text))?.thread).toHaveLength(2)
    expect(hits.filter((hit) => hit.title.text === 'Your bill')).toHaveLength(2)
  })

  it('show all their messages in order, beside the message itself', () => {
    const hit = library.search('friday').hits[0]
    const { thread, parent, attachments } = library.searcher.related(hit?.documentId ?? -1)
    expect(thread.map(({ title, author }) => `${author}: ${title}`)).toEqual([
      'Ada: Boiler broken',
      'Bo: Re: Boiler broken',
      'Ada: AW: Re: Boiler broken',
    ])
    expect([parent, attachments]).toEqual([null, []])
    const bill = library.search('another bill').hits[0]
    expect(library.searcher.related(bill?.documentId ?? -1).thread).toEqual([])
  })
})

describe('passages of a document', () => {
  it('are all those with the words, in reading order, with where they stand', () => {
    const text = 'Herons fish at dawn.\n\nNothing here.\n\nAt dusk the heron rests.'
    library.add('bird.md', text)
    const { documentId, chunks } = library.search('herons').hits[0]!
    expect(chunks).toBe(2)
    const passages = library.searcher.passages({ query: 'herons', documentIds: [documentId], limit: 10 })
    expect(passages.map(({ at }) => at)).toEqual([0, text.indexOf('At dusk')])
    expect(passages.map(({ snippet: { text, marks } }) => marks.map(([a, b]) => text.slice(a, b)))).toEqual([['Herons'], ['heron']])
  })
})
