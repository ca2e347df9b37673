import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { knownDocuments } from './documents.ts'
import { addRule, leftOutMatcher, listRules, undoRule } from './rules.ts'
import { dropHome, emptyHome, indexed, openSample, type Sample } from './sample.fixture.ts'

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

const never = (externalId: string, path: readonly string[] = externalId.split('/').slice(0, -1)) =>
  leftOutMatcher(sample.store)(sample.source, externalId, path) === 'never'

describe('a pattern', () => {
  it.each([
    ['private/**', ['private/a.md', 'private/deep/b.md'], ['a.md', 'not/private/a.md', 'private.md']],
    ['private/', ['private/a.md'], ['private.md']],
    ['private', ['private/a.md', 'deep/private/b.md', 'private'], ['private.md', 'privateer/a.md']],
    ['*.key', ['a.key', 'deep/down/b.key', '.hidden/c.key'], ['a.keys']],
    ['/work/*.md', ['work/a.md'], ['work/deep/a.md', 'a.md']],
    ['folder-1/work', ['work/a.md'], ['a.md']],
    ['folder-2/**', [], ['work/a.md']],
    ['Caf\u00e9/**', ['Cafe\u0301/a.md'], []],
    ['a[1].md', ['a1.md', 'a[1].md'], ['a2.md']],
  ])('%s', (pattern, matched, others) => {
    addRule(sample.store, pattern)
    for (const id of matched) expect(never(id), id).toBe(true)
    for (const id of others) expect(never(id), id).toBe(false)
  })

  it('is also compared with the path of a document whose id is no path', () => {
    addRule(sample.store, 'Team/Salaries')
    expect(never('8f3a', ['Team', 'Salaries'])).toBe(true)
    expect(never('8f3b', ['Team', 'Plans'])).toBe(false)
  })
})

describe('a document', () => {
  it('is kept out by its id here, whatever it is called, and in its own source only', () => {
    sample.commit([indexed('a.md', 'text')])
    const { documentId } = knownDocuments(sample.store, sample.source, ['a.md']).get('a.md')!
    expect(addRule(sample.store, String(documentId))).toMatchObject({ kind: 'document', source: sample.source, pattern: 'a.md' })
    expect(never('a.md')).toBe(true)
    expect(never('b.md')).toBe(false)
    expect(leftOutMatcher(sample.store)('folder-2', 'a.md', [])).toBeNull()
    expect(undoRule(sample.store, String(documentId))).toBe(1)
    expect(never('a.md')).toBe(false)
  })

  it('must be known', () => {
    expect(() => addRule(sample.store, '99')).toThrow(expect.objectContaining({ code: 'document-unknown' }))
  })
})

it('a rule is there once, and can be taken back', () => {
  const rule = addRule(sample.store, 'private/**')
  expect(addRule(sample.store, 'private/**')).toEqual(rule)
  expect(listRules(sample.store)).toEqual([rule])
  expect(undoRule(sample.store, 'nothing')).toBe(0)
  expect(undoRule(sample.store, 'private/**')).toBe(1)
  expect(never('private/a.md')).toBe(false)
})
