import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { quantize } from '../embed/quantize.ts'
import { makeSketcher } from '../embed/sketch.ts'
import { seeded, syntheticTexts } from '../embed/synthetic.fixture.ts'
import { dropModel, nextPassages, useModel } from '../store/embed-queue.ts'
import { derived, dropHome, emptyHome, indexed, openSample, ref, type Sample } from '../store/sample.fixture.ts'
import { insertSource } from '../store/sources.ts'
import { openReader, type Store } from '../store/store.ts'
import { openOracle } from '../store/vec0.fixture.ts'
import { addBareDocuments, type BareDocument } from '../store/vectors.fixture.ts'
import { commitVectors, removeOrphanVectors } from '../store/vectors.ts'
import { createVectorIndex, type VectorFilter, type VectorIndex } from './vector.ts'

const dimensions = 384
const quantization = { dimensions, mean: new Array<number>(dimensions).fill(0.002), clip: 0.2 }
const sketch = makeSketcher(quantization)

let home: string
let sample: Sample
let reader: Store
let model: number
let index: VectorIndex
beforeEach(() => {
  home = emptyHome()
  sample = openSample(home)
  model = useModel(sample.store, 'toy')
  reader = openReader(home)
  index = createVectorIndex(reader, model, quantization)
})
afterEach(() => {
  reader.close()
  sample.store.close()
  dropHome(home)
})

/** A direction of its own for each passage, the same whenever it is asked for. */
function directionOf(hash: string): Float32Array {
  const random = seeded(Number.parseInt(hash.slice(0, 8), 16))
  const vector = Float32Array.from({ length: dimensions }, () => random() - 0.5)
  const length = Math.hypot(...vector)
  return vector.map((x) => x / length)
}
const hashOf = (text: string): string => derived(text).chunks[0]!.passageHash
const about = (text: string): Float32Array => directionOf(hashOf(text))
const stored = (hash: string, vector: Float32Array) => ({ hash, v: quantize(vector, quantization), sketch: sketch(vector) })

function embedWaiting(): void {
  const waiting = nextPassages(sample.store, model, 10_000)
  commitVectors(
    sample.store,
    model,
    waiting.map(({ hash }) => stored(hash, directionOf(hash))),
  )
}

const idOf = (externalId: string): number =>
  (sample.store.db.prepare('select id from document where external_id = ?').get(externalId) as { id: number }).id
/** The documents that are nearly this text's vector. */
const found = (text: string, allow: VectorFilter | null = null): number[] =>
  index
    .query(about(text), allow, 10)
    .filter(({ score }) => score > 0.9)
    .map(({ documentId }) => documentId)
    .sort((a, b) => a - b)

describe('what a query finds', () => {
  it('is the passage that means it, with a score near 1, and strangers near 0', () => {
    sample.commit([indexed('a.md', 'apples\n\npears'), indexed('b.md', 'plums')])
    embedWaiting()
    const matches = index.query(about('pears'), null, 10)
    expect(matches).toHaveLength(3)
    expect(matches[0]!.documentId).toBe(idOf('a.md'))
    expect(matches[0]!.score).toBeCloseTo(1, 1)
    for (const { score } of matches.slice(1)) expect(Math.abs(score)).toBeLessThan(0.3)
    expect(index.query(about('pears'), null, 1)).toEqual(matches.slice(0, 1))
  })

  it('is nothing while there is no vector', () => {
    sample.commit([indexed('a.md', 'apples')])
    expect(index.query(about('apples'), null, 10)).toEqual([])
  })

  it('is every chunk that shares the passage, of which a filter can leave some', () => {
    const other = insertSource(sample.store, { connector: 'folder', name: 'Other', account: '/other', settings: {} }).id
    sample.commit([indexed('a.md', 'the same'), indexed('b.md', 'the same'), indexed('c.md', 'else')])
    embedWaiting()
    expect(found('the same')).toEqual([idOf('a.md'), idOf('b.md')])
    expect(found('the same', { documents: new Set([idOf('b.md')]) })).toEqual([idOf('b.md')])
    expect(found('the same', { documents: (id) => id === idOf('a.md') })).toEqual([idOf('a.md')])
    expect(found('the same', { sources: new Set([other]) })).toEqual([])
  })

  it('comes with the next query after each commit, and is not read again', () => {
    sample.commit([indexed('a.md', 'apples')])
    embedWaiting()
    expect(found('apples')).toEqual([idOf('a.md')])
    for (const name of ['pears', 'plums', 'quinces']) {
      sample.commit([indexed(`${name}.md`, name)])
      expect(found(name)).toEqual([])
      embedWaiting()
      expect(found(name)).toEqual([idOf(`${name}.md`)])
      expect(found('apples')).toEqual([idOf('a.md')])
    }
    expect(index.size).toBe(4)
  })
})

describe('what is gone', () => {
  it('is not found by the very next query, though its vector is still there', () => {
    sample.commit([indexed('a.md', 'apples'), indexed('b.md', 'apples')])
    embedWaiting()
    expect(found('apples')).toHaveLength(2)
    sample.remove(['a.md'])
    expect(found('apples')).toEqual([idOf('b.md')])
    sample.remove(['b.md'])
    expect(found('apples')).toEqual([])
    removeOrphanVectors(sample.store)
    expect(found('apples')).toEqual([])
  })

  it('comes back without being embedded when its text does', () => {
    sample.commit([indexed('a.md', 'apples')])
    embedWaiting()
    sample.remove(['a.md'])
    expect(found('apples')).toEqual([])
    sample.commit([indexed('moved.md', 'apples')])
    expect(nextPassages(sample.store, model, 10)).toEqual([])
    expect(found('apples')).toEqual([idOf('moved.md')])
  })

  it('leaves the rest where it is when segments become sparse', () => {
    const documents = Array.from({ length: 4500 }, (_, i) => indexed(`${i}.md`, `passage ${i}`))
    sample.commit(documents)
    embedWaiting()
    expect(index.query(about('passage 7'), null, 1)[0]!.documentId).toBe(idOf('7.md'))
    const gone = Array.from({ length: 4000 }, (_, i) => `${i + 50}.md`)
    sample.remove(gone)
    removeOrphanVectors(sample.store)
    for (const i of [7, 49, 4060, 4499]) expect(found(`passage ${i}`)).toEqual([idOf(`${i}.md`)])
    for (const i of [50, 3000, 4049]) expect(found(`passage ${i}`)).toEqual([])
    expect(index.size).toBeLessThan(4500)
  })

  it('takes its model with it, also when another gets the id', () => {
    sample.commit([indexed('a.md', 'apples'), indexed('b.md', 'pears')])
    embedWaiting()
    expect(found('apples')).toEqual([idOf('a.md')])
    dropModel(sample.store, 'toy')
    expect(useModel(sample.store, 'next')).toBe(model)
    const [first, second] = nextPassages(sample.store, model, 2).map(({ hash }) => stored(hash, directionOf(hash)))
    commitVectors(sample.store, model, [second!, first!])
    expect(found('apples')).toEqual([idOf('a.md')])
    expect(found('pears')).toEqual([idOf('b.md')])
    dropModel(sample.store, 'next')
    expect(index.query(about('pears'), null, 10)).toEqual([])
  })
})

describe('a filter', () => {
  it('follows a document whose date changes', () => {
    sample.commit([indexed('a.md', 'apples')])
    embedWaiting()
    const since = { updatedFrom: Date.parse('2026-06-01') }
    expect(found('apples', since)).toEqual([])
    sample.commit([{ type: 'seen', ref: ref('a.md', { version: 'v2', updatedAt: '2026-07-01T00:00:00.000Z' }) }])
    expect(found('apples', since)).toEqual([idOf('a.md')])
  })

  it('is exact: what an exact search of the allowed alone finds first is found first', () => {
    const sources = ['x', 'y', 'z'].map((name) => insertSource(sample.store, { connector: 'folder', name, account: name, settings: {} }).id)
    const types = ['text/plain', 'text/markdown', 'application/pdf']
    const random = seeded(11)
    const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!
    const documents: BareDocument[] = Array.from({ length: 1500 }, (_, i) => ({
      source: pick(sources),
      mimeType: pick(types),
      updatedAt: random() < 0.1 ? null : Math.floor(random() * 1000),
      vectors: [0, 1, 2].map((j) => stored(hashOf(`${i} ${j}`), about(`${i} ${j}`))),
    }))
    const chunks = addBareDocuments(sample.store, model, documents)
    const filters: { filter: VectorFilter; passes: (document: BareDocument, id: number) => boolean }[] = [
      { filter: {}, passes: () => true },
      { filter: { sources: new Set([sources[0]!, sources[2]!]) }, passes: ({ source }) => source !== sources[1] },
      { filter: { mimeType: (type) => type.startsWith('text/') }, passes: ({ mimeType }) => mimeType.startsWith('text/') },
      { filter: { updatedFrom: 400 }, passes: ({ updatedAt }) => updatedAt !== null && updatedAt >= 400 },
      { filter: { updatedTo: 400 }, passes: ({ updatedAt }) => updatedAt !== null && updatedAt < 400 },
      { filter: { documents: new Set([3, 5, 700, 90_000]) }, passes: (_, id) => [3, 5, 700].includes(id) },
      {
        filter: {
          sources: new Set([sources[1]!]),
          mimeType: (type) => type.endsWith('pdf'),
          updatedFrom: 100,
          updatedTo: 300,
          documents: (id) => id % 2 === 0,
        },
        passes: ({ source, mimeType, updatedAt }, id) =>
          source === sources[1] && mimeType.endsWith('pdf') && updatedAt !== null && updatedAt >= 100 && updatedAt < 300 && id % 2 === 0,
      },
    ]
    for (const { filter, passes } of filters) {
      const allowed = chunks.filter((_, i) => passes(documents[Math.floor(i / 3)]!, Math.floor(i / 3) + 1))
      const all = index.query(about('anything'), filter, 4000)
      // What passes is more than one query can give for the first filter only.
      expect(all).toHaveLength(Math.min(4000, allowed.length))
      expect(all.filter(({ chunkId }) => !allowed.includes(chunkId))).toEqual([])
      const number = chunks.indexOf(allowed[Math.floor(allowed.length / 2)]!)
      const [best] = index.query(about(`${Math.floor(number / 3)} ${number % 3}`), filter, 5)
      expect(best).toMatchObject({ chunkId: chunks[number]! })
    }
  })
})

describe('recall', () => {
  it('of the 20 nearest is at least .98 of exact float32 search on seeded vectors, filtered or not', () => {
    const texts = syntheticTexts(5)
    const oracle = openOracle(dimensions)
    const sources = [sample.source, insertSource(sample.store, { connector: 'folder', name: 'b', account: 'b', settings: {} }).id]
    const vectors: Float32Array[] = []
    const documents = Array.from({ length: 800 }, (_, i): BareDocument => {
      const passages = texts.nextDocument()
      const at = vectors.length
      vectors.push(...passages)
      return {
        source: sources[i % 2]!,
        mimeType: 'text/plain',
        updatedAt: null,
        vectors: passages.map((vector, j) => stored((at + j).toString(16).padStart(32, '0'), vector)),
      }
    })
    const sourceOf = documents.flatMap(({ source, vectors: rows }) => rows.map(() => source))
    addBareDocuments(sample.store, model, documents).forEach((chunk, i) => {
      oracle.add(chunk, vectors[i]!, sourceOf[i])
    })
    for (const source of [undefined, sources[1]!]) {
      let hits = 0
      for (let i = 0; i < 50; i++) {
        const question = texts.questionFor(vectors[i * 100]!)
        const exact = new Set(oracle.nearest(question, 20, source))
        const filter = source === undefined ? null : { sources: new Set([source]) }
        hits += index.query(question, filter, 20).filter(({ chunkId }) => exact.has(chunkId)).length
      }
      expect(hits / (50 * 20)).toBeGreaterThanOrEqual(0.98)
    }
    oracle.close()
  })
})

describe('similar', () => {
  it('finds what is like any part of a document, never the document itself', () => {
    sample.commit([indexed('a.md', 'apples\n\npears'), indexed('b.md', 'pears'), indexed('c.md', 'apples'), indexed('d.md', 'stones')])
    embedWaiting()
    const matches = index.similar(idOf('a.md'), null, 10)
    expect(
      matches
        .slice(0, 2)
        .map(({ documentId }) => documentId)
        .sort(),
    ).toEqual([idOf('b.md'), idOf('c.md')].sort())
    expect(matches.map(({ documentId }) => documentId)).not.toContain(idOf('a.md'))
    expect(index.similar(idOf('a.md'), { documents: new Set([idOf('a.md'), idOf('d.md')]) }, 10)).toMatchObject([
      { documentId: idOf('d.md') },
    ])
  })

  it('finds nothing for a document without vectors', () => {
    sample.commit([indexed('a.md', 'apples')])
    expect(index.similar(idOf('a.md'), null, 10)).toEqual([])
  })
})
