import { describe, expect, it } from 'vitest'
import { type Choice, choose } from './choose.ts'
import type { ModelManifest } from './manifest.ts'

const model = (name: string, languages: ModelManifest['languages']) => ({ name, languages }) as ModelManifest
const models = [model('english', ['en']), model('world', 'many')]
const mix = (english: number, german: number): string[] => [...Array(english).fill('en'), ...Array(german).fill('de')]
const first = (languages: string[], now: Choice | null = null) => choose(models, languages, languages, now)

describe('the first choice', () => {
  it.each([
    [200, 0, 'english'],
    [190, 10, 'english'],
    [189, 11, 'world'],
    [0, 200, 'world'],
    [3, 0, 'english'],
    [3, 1, 'world'],
  ])('of %i English and %i German documents is %s', (english, german, expected) => {
    expect(first(mix(english, german))).toEqual({ model: expected, documents: english + german })
  })

  it('is the model for many languages where no language is known', () => {
    expect(first([]).model).toBe('world')
  })

  it('takes a model for one other language when nearly all is written in it', () => {
    expect(choose([...models, model('deutsch', ['de'])], mix(4, 196), [], null).model).toBe('deutsch')
  })
})

describe('a choice on few documents', () => {
  it('goes to many languages as soon as another language shows', () => {
    expect(first(mix(40, 10), { model: 'english', documents: 40 }).model).toBe('world')
  })

  it('does not turn to English on a few more documents, but on many', () => {
    const now = { model: 'world', documents: 10 }
    expect(first(mix(25, 1), now)).toEqual(now)
    expect(first(mix(39, 1), now).model).toBe('english')
  })

  it('is made again by the rule when there are enough', () => {
    expect(first(mix(195, 5), { model: 'world', documents: 190 })).toEqual({ model: 'english', documents: 200 })
    expect(first(mix(180, 20), { model: 'english', documents: 190 })).toEqual({ model: 'world', documents: 200 })
  })
})

describe('a choice on enough documents', () => {
  const english = { model: 'english', documents: 200 }
  const later = (latest: string[], now: Choice) => choose(models, mix(200, 0), latest, now)

  it('outlasts some documents in other languages', () => {
    expect(later(mix(170, 30), english)).toEqual(english)
  })

  it('ends when clearly too few of the latest are English', () => {
    expect(later(mix(169, 31), english)).toEqual({ model: 'world', documents: 200 })
  })

  it('never goes back by itself', () => {
    const world = { model: 'world', documents: 200 }
    expect(later(mix(200, 0), world)).toEqual(world)
  })

  it('is made anew when the model is no longer there', () => {
    expect(later(mix(200, 0), { model: 'gone', documents: 200 }).model).toBe('english')
  })
})
