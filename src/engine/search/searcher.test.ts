import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { anyText } from './any-text.fixture.ts'
import { type Library, openLibrary } from './library.fixture.ts'

let library: Library
beforeEach(() => {
  library = openLibrary()
})
afterEach(() => library.close())

const marked = ({ text, marks }: { text: string; marks: readonly (readonly [number, number])[] }) =>
  marks.map(([start, end]) => text.slice(start, end))

describe('search by words', () => {
  it('finds inflected, accented and differently written words, and marks them as they stand', () => {
    library.add('a.md', 'She was running to the café in Zürich.')
    library.add('b.md', 'Nothing of interest.')
    const { hits } = library.search('runs CAFE zurich')
    expect(hits.map((hit) => hit.externalId)).toEqual(['a.md'])
    expect(marked(hits[0]!.snippet)).toEqual(['running', 'café', 'Zürich'])
    expect(hits[0]!.why).toEqual(['words'])
  })

  it.each([
    ['Chinese', 'zh', '我在北京大学学习物理。', '北京大学', '北京大学'],
    ['one character', 'zh', '今天看到一只猫', '猫', '猫'],
    ['one character inside a word', 'zh', '今天看到一只猫', '到', '到一'],
    ['Japanese', 'ja', '東京タワーに登りました', 'ﾀﾜｰ', 'タワー'],
    ['Korean with an ending', 'ko', '서울에서 만났다', '서울', '서울'],
    ['Thai', 'th', 'วันนี้อากาศดีมาก', 'อากาศ', 'อากาศ'],
    ['Russian', 'ru', 'Новогодняя ёлка стоит', 'елка', 'ёлка'],
    ['German', 'de', 'In den alten Häusern brennt Licht', 'Haus', 'Häusern'],
    ['Turkish', 'tr', 'Isparta ve İstanbul', 'ıstanbul', 'İstanbul'],
  ])('finds %s', (_name, language, text, query, mark) => {
    library.add('other.md', 'English words are here as well.')
    library.add('it.md', text, { language })
    const { hits } = library.search(query)
    expect(hits.map((hit) => hit.externalId)).toEqual(['it.md'])
    expect(marked(hits[0]!.snippet)).toContain(mark)
  })

  it('finds names with signs, numbers and identifiers, whole and in parts', () => {
    library.add('a.md', 'Written in C++ and Node.js; see INV-2024-00317 from ada@example.org, call getUserByID on 10.0.0.7.')
    library.add('b.md', 'Written in C, see the invoice.')
    for (const query of ['c++', 'node.js', 'NodeJS', 'INV-2024-00317', '00317', 'ada@example.org', 'getuserbyid', 'user', '10.0.0.7']) {
      expect(library.find(query)[0], query).toBe('a.md')
    }
  })

  it('wants phrases in their order, and in scripts without spaces too', () => {
    library.add('a.md', 'The annual report of the year.')
    library.add('b.md', 'A report that is annual.')
    library.add('c.md', '学习北京的大学', { language: 'zh' })
    library.add('d.md', '北京大学', { language: 'zh' })
    expect(library.find('"annual report"')).toEqual(['a.md'])
    expect(library.find('"annual reports"')).toEqual(['a.md'])
    expect(library.find('"北京大学"')).toEqual(['d.md'])
    expect(library.find('"state of')).toEqual(expect.arrayContaining(['a.md']))
  })

  it('keeps a whole document out for an excluded word in any of its passages', () => {
    library.add('a.md', 'Plans for the garden.\n\nThis is only a draft.')
    library.add('b.md', 'Plans for the house.')
    expect(library.find('plans -drafts')).toEqual(['b.md'])
    expect(library.find('plans -"a draft"')).toEqual(['b.md'])
  })

  it('filters by type, place, author, title, date and source', () => {
    library.add('work/Übung/a.pdf', 'budget', {
      mimeType: 'application/pdf',
      author: 'Ada Lovelace',
      updatedAt: '2024-05-10T00:00:00.000Z',
    })
    library.add('home/b.md', 'the budget', { title: 'Household', titled: true, updatedAt: '2026-01-10T00:00:00.000Z' })
    const cases: [string, string[]][] = [
      ['budget type:pdf', ['work/Übung/a.pdf']],
      ['budget type:markdown', ['home/b.md']],
      ['budget type:.md', ['home/b.md']],
      ['budget -type:pdf', ['home/b.md']],
      ['budget in:ubung', ['work/Übung/a.pdf']],
      ['budget in:work/ubung', ['work/Übung/a.pdf']],
      ['budget -in:work', ['home/b.md']],
      ['budget from:lovelace', ['work/Übung/a.pdf']],
      ['budget -from:lovelace', ['home/b.md']],
      ['budget title:household', ['home/b.md']],
      ['budget before:2025', ['work/Übung/a.pdf']],
      ['budget after:2025', ['home/b.md']],
      ['budget after:2027', []],
      ['budget source:nowhere', []],
      ['budget lang:en type:pdf', ['work/Übung/a.pdf']],
      ['type:pdf', ['work/Übung/a.pdf']],
      ['type:"p%"', []],
    ]
    for (const [query, expected] of cases) expect(library.find(query), query).toEqual(expected)
    expect(library.find('budget source:notes')).toHaveLength(2)
    expect(library.find('budget', { source: library.sample.source })).toHaveLength(2)
    expect(library.find('budget', { source: 'folder-99' })).toEqual([])
    expect(library.find('after:2000')).toEqual(['home/b.md', 'work/Übung/a.pdf'])
  })

  it('takes the last word for a beginning only while it is typed', () => {
    library.add('a.md', 'The photosynthesis of plants.')
    expect(library.find('photosy')).toEqual([])
    expect(library.find('photosy', { typing: true })).toEqual(['a.md'])
    expect(library.find('photosy ', { typing: true })).toEqual([])
    expect(marked(library.search('photosy', { typing: true }).hits[0]!.snippet)).toEqual(['photosynthesis'])
  })

  it('puts a hit in the title first, marks it and says so', () => {
    library.add('a.md', 'Talks of gardening, gardening tools and more in a text that goes on for a little while.')
    library.add('b.md', 'Roses need water.', { title: 'Gardening', titled: true })
    const [first] = library.search('gardening').hits
    expect(first?.externalId).toBe('b.md')
    expect(marked(first!.title)).toEqual(['Gardening'])
    expect(first?.why).toEqual(['title'])
  })

  it('shows the same content in several places as one hit', () => {
    library.add('a.md', 'the same words')
    library.add('copy/b.md', 'the same words')
    const { hits, total } = library.search('same words')
    expect(total).toBe(1)
    expect(hits[0]!.places.map((place) => place.externalId)).toEqual([hits[0]!.externalId === 'a.md' ? 'copy/b.md' : 'a.md'])
  })

  it('follows the index: what is added is found at once, what is removed is not', () => {
    expect(library.find('walrus')).toEqual([])
    library.add('a.md', 'a walrus')
    expect(library.find('walrus')).toEqual(['a.md'])
    library.remove('a.md')
    expect(library.find('walrus')).toEqual([])
  })

  it('pages through the hits', () => {
    for (let i = 0; i < 30; i += 1) library.add(`n${i}.md`, `walrus number ${i} ${'filler '.repeat(i)}`)
    const all = library.find('walrus', { limit: 30 })
    expect(new Set(all).size).toBe(30)
    expect(library.find('walrus', { limit: 10, offset: 10 })).toEqual(all.slice(10, 20))
    expect(library.search('walrus', { limit: 5 }).total).toBe(30)
  })

  it('answers any query', () => {
    library.add('a.md', 'a walrus "quoted" AND OR NOT near(')
    const bits = fc.constantFrom('"', '-', '*', '(', ')', '^', ':', 'NOT', 'AND', 'NEAR(', 'title:', 'in:', 'type:', '猫', "'", '+', ' ')
    fc.assert(
      fc.property(fc.array(fc.oneof(bits, anyText(30))), fc.boolean(), (parts, typing) => {
        library.search(parts.join(''), { typing })
      }),
      { numRuns: 300 },
    )
  })
})

describe('search by meaning', () => {
  const about = (passage: string) => (/dog|puppy|hound/.test(passage) ? 1 : /tax/.test(passage) ? 2 : 3)

  beforeEach(() => {
    library.add('a.md', 'The puppy sleeps.')
    library.add('b.md', 'A tax form.')
    library.add('c.md', 'Something else.')
    library.embed(about)
  })

  it('finds passages without the words and shows their start', () => {
    const { hits, mode, meaningCoverage } = library.search('canine', {}, 1)
    expect(mode).toBe('hybrid')
    expect(meaningCoverage).toBe(1)
    expect(hits.map((hit) => [hit.externalId, hit.why])).toEqual([['a.md', ['meaning']]])
    expect(hits[0]!.snippet).toEqual({ text: 'The puppy sleeps.', marks: [] })
  })

  it('adds to what the words find', () => {
    library.add('d.md', 'The canine teeth and the tax.')
    expect(library.find('canine', {}, 1)).toEqual(expect.arrayContaining(['a.md', 'd.md']))
    expect(library.find('canine', { mode: 'keyword' }, 1)).toEqual(['d.md'])
    expect(library.find('tax', { mode: 'semantic' }, 1)).toEqual(['a.md'])
  })

  it('says how complete it is, and lets words answer alone without it', () => {
    library.add('d.md', 'A new page.')
    const { meaningCoverage } = library.search('page', {}, 1)
    expect(meaningCoverage).toBeCloseTo(0.75)
    expect(library.search('tax', { mode: 'semantic' }).mode).toBe('keyword')
  })

  it('keeps to filters, phrases and exclusions', () => {
    expect(library.find('canine type:pdf', {}, 1)).toEqual([])
    expect(library.find('canine -puppy', {}, 1)).toEqual([])
    expect(library.find('canine "the puppy"', {}, 1)).toEqual(['a.md'])
    expect(library.find('canine', { source: 'folder-99' }, 1)).toEqual([])
    expect(library.find('canine', { source: library.sample.source }, 1)).toEqual(['a.md'])
  })

  it('explains its scores', () => {
    const [hit] = library.search('tax', { explain: true }, 2).hits
    expect(hit?.explain).toMatchObject({ keyword: 1, vector: 1 })
    expect(hit!.explain!.recency).toBeLessThan(0.011)
  })
})

describe('similar documents', () => {
  it('are near by meaning, never the document itself', () => {
    library.add('a.md', 'The dog barks.')
    library.add('b.md', 'A hound runs.')
    library.add('c.md', 'A tax form.')
    library.embed((passage) => (/dog|hound/.test(passage) ? 1 : 2))
    const id = library.search('dog').hits[0]!.documentId
    const answer = library.searcher.similar({ documentId: id, limit: 5 }, library.model)
    expect(answer.hits.map((hit) => hit.externalId)).toEqual(['b.md'])
    expect(answer.mode).toBe('semantic')
  })

  it('share telling words while there are no vectors', () => {
    library.add('a.md', 'The dog barks at the walrus.')
    library.add('b.md', 'A walrus in the sea with the others.')
    library.add('c.md', 'The form at the desk.')
    const id = library.search('dog').hits[0]!.documentId
    const answer = library.searcher.similar({ documentId: id, limit: 5 }, null)
    expect(answer.hits[0]?.externalId).toBe('b.md')
    expect(answer.mode).toBe('keyword')
  })

  it('of no document are an error', () => {
    expect(() => library.searcher.similar({ documentId: 99, limit: 5 }, null)).toThrow('document-unknown')
  })
})
