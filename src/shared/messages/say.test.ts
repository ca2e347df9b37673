import { afterEach, describe, expect, it } from 'vitest'
import * as german from './de.ts'
import * as english from './en.ts'
import { say, sayIn } from './say.ts'

afterEach(() => sayIn('en'))

describe('the sentences in German', () => {
  it('are there for everything that English says, and for nothing else', () => {
    expect(Object.keys(german.sentences).sort()).toEqual(Object.keys(english.sentences).sort())
    expect(Object.keys(german.errors).sort()).toEqual(Object.keys(english.errors).sort())
  })

  it('name the same things', () => {
    const asked = (sentence: (params: never) => string) => {
      const names = new Set<string>()
      sentence(new Proxy({}, { get: (_, name) => void names.add(String(name)) }) as never)
      return [...names].sort()
    }
    for (const [code, sentence] of Object.entries({ ...english.errors, ...english.sentences }))
      expect(asked({ ...german.errors, ...german.sentences }[code] ?? (() => '')), code).toEqual(asked(sentence))
  })
})

it('are said in the language that was chosen, and in English when it is not known', () => {
  const said = { code: 'problem-encrypted', params: {} }
  sayIn('de')
  expect(say(said)).toBe('Es ist durch ein Passwort geschützt.')
  sayIn('tlh')
  expect(say(said)).toBe('It is protected by a password.')
})
