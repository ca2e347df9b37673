import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { nextPassages, queueCounts, setPassageAside, takeUpAgain, useModel } from './embed-queue.ts'
import { derived, dropHome, emptyHome, indexed, openSample, ref, type Sample } from './sample.fixture.ts'
import { commitVectors } from './vectors.ts'

let home: string
let sample: Sample
let model: number
beforeEach(() => {
  home = emptyHome()
  sample = openSample(home)
  model = useModel(sample.store, 'm')
})
afterEach(() => {
  sample.store.close()
  dropHome(home)
})

const next = (limit = 100, of = model) => nextPassages(sample.store, of, limit)
const texts = (of = model) => next(100, of).map(({ text }) => text)
const at = (day: number) => ({ updatedAt: `2026-03-0${day}T00:00:00.000Z` })
const embed = (...chosen: string[]) =>
  commitVectors(
    sample.store,
    model,
    next()
      .filter(({ text }) => chosen.includes(text))
      .map(({ hash }) => ({
        hash,
        v: new Int8Array(384),
        sketch: { plane1: new Uint8Array(96), plane0: new Uint8Array(96), factor: 1 },
      })),
  )

describe('the queue', () => {
  it('gives first chunks before the rest, and newest documents first', () => {
    sample.commit([indexed('old', 'o1\n\no2', at(1)), indexed('new', 'n1\n\nn2\n\nn3', at(3)), indexed('mid', 'm1', at(2))])
    expect(texts()).toEqual(['n1', 'm1', 'o1', 'n2', 'n3', 'o2'])
    expect(next(2).map(({ text }) => text)).toEqual(['n1', 'm1'])
  })

  it('leaves out what is under way', () => {
    sample.commit([indexed('a', 'a1', at(2)), indexed('b', 'b1', at(1))])
    const [first] = next(1)
    expect(nextPassages(sample.store, model, 1, new Set([first!.hash])).map(({ text }) => text)).toEqual(['b1'])
  })

  it('makes again exactly the text whose hash it has', () => {
    const full = derived('one passage\n\nand another', { title: 'A title' })
    sample.commit([{ type: 'indexed', ref: ref('a.md'), derived: full }])
    const given = next()
    expect(given.map(({ text }) => text)).toEqual(['A title\none passage', 'A title\nand another'])
    expect(given.map(({ hash }) => hash)).toEqual(full.chunks.map(({ passageHash }) => passageHash))
    for (const { text, hash } of given) expect(createHash('sha256').update(text).digest('hex').slice(0, 32)).toBe(hash)
  })

  it('holds a text once, with the better place', () => {
    sample.commit([indexed('old', 'x\n\nshared', at(1)), indexed('new', 'shared', at(2))])
    expect(texts()).toEqual(['shared', 'x'])
    expect(texts(useModel(sample.store, 'later'))).toEqual(['shared', 'x'])
  })

  it('never takes a text again that has its vector', () => {
    sample.commit([indexed('a', 'one\n\ntwo')])
    embed('one', 'two')
    sample.commit([indexed('copy', 'one\n\nthree'), indexed('a', 'one\n\ntwo\n\nfour')])
    expect(texts().sort()).toEqual(['four', 'three'])
  })

  it('keeps a text that another document still has', () => {
    sample.commit([indexed('a', 'shared'), indexed('b', 'shared')])
    sample.remove(['a'])
    expect(texts()).toEqual(['shared'])
    sample.remove(['b'])
    expect(texts()).toEqual([])
  })

  it('is filled for a model that comes later', () => {
    sample.commit([indexed('a', 'one\n\ntwo')])
    embed('one')
    const later = useModel(sample.store, 'later')
    expect(texts(later)).toEqual(['one', 'two'])
    sample.commit([indexed('b', 'three')])
    expect(texts()).toContain('three')
    expect(texts(later)).toContain('three')
  })

  it('counts what is done, waiting and set aside', () => {
    sample.commit([indexed('a', 'one\n\ntwo\n\nthree')])
    embed('one')
    const { hash } = next().find(({ text }) => text === 'two')!
    setPassageAside(sample.store, model, hash)
    expect(queueCounts(sample.store, model)).toEqual({ done: 1, total: 2, setAside: 1 })
    expect(texts()).toEqual(['three'])
    sample.commit([indexed('b', 'two')])
    expect(texts()).toEqual(['three'])
    expect(takeUpAgain(sample.store, model)).toBe(1)
    expect(texts().sort()).toEqual(['three', 'two'])
  })
})
