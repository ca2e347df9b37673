import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import snowball from 'snowball-stemmers'
import { expect, it } from 'vitest'
import { stemmer } from './stem.ts'

const demo = join(import.meta.dirname, '../../../../resources/demo')

it('shortens English words as Snowball does', () => {
  const texts = readdirSync(demo, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(md|txt|html|eml)$/.test(entry.name))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8').toLowerCase())
  const endings = ' s es ed ing ly ness ation ational izer fulness iveness ies y e ying eedly'.split(' ')
  const words = new Set(texts.flatMap((text) => text.match(/[a-z]{3,}/g) ?? []))
  const all = [...words].flatMap((word) => endings.map((ending) => word + ending))
  const other = snowball.newStemmer('english')
  const stem = stemmer('en')
  expect(words.size).toBeGreaterThan(400)
  expect(all.filter((word) => stem(word) !== other.stem(word))).toEqual([])
})

it('leaves a word without such letters as it is, in every language', () => {
  for (const spelling of ['en', 'de', 'ru', 'und'])
    for (const word of ['x2s', 'ab', '会议', 'été']) expect(stemmer(spelling)(word)).toBe(word)
  expect(stemmer('de')('häuser')).toBe('häuser')
  expect(stemmer('de')('katzen')).toBe('katz')
})
