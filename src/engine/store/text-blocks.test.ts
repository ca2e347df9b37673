import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { textSlice } from './documents.ts'
import { dropHome, emptyHome, indexed, openSample, type Sample } from './sample.fixture.ts'
import { deleteText, wholeText, writeText } from './text-blocks.ts'

let home: string
let sample: Sample
beforeAll(() => {
  home = emptyHome()
  sample = openSample(home)
  sample.commit([indexed('a.md', 'some text')])
})
afterAll(() => {
  sample.store.close()
  dropHome(home)
})

/** In place of the text that the document had. */
function rewrite(text: string): void {
  deleteText(sample.store, 1)
  writeText(sample.store, 1, text)
}

it('gives back any text, whole and in any part', () => {
  const long = fc.tuple(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }), fc.integer({ min: 1, max: 4_000 }))
  const text = long.map(([part, times]) => part.repeat(times))
  fc.assert(
    fc.property(text, fc.nat(), fc.nat(), (whole, a, b) => {
      rewrite(whole)
      expect(wholeText(sample.store, 1)).toBe(whole)
      const [start, end] = [a % (whole.length + 1), b % (whole.length + 1)]
      expect(textSlice(sample.store, 1, start, end)).toBe(whole.slice(start, Math.max(start, end)))
    }),
    { numRuns: 60 },
  )
})

it('keeps a character whole that lies where a block would end', () => {
  const whole = `${'x'.repeat(32_767)}😀${'y'.repeat(40_000)}`
  rewrite(whole)
  expect(wholeText(sample.store, 1)).toBe(whole)
  expect(textSlice(sample.store, 1, 32_767, 32_769)).toBe('😀')
  expect(textSlice(sample.store, 1, 32_760, 32_770)).toBe(whole.slice(32_760, 32_770))
})

it('knows no text of a document that has none', () => {
  expect(wholeText(sample.store, 99)).toBe('')
  expect(textSlice(sample.store, 99, 0, 10)).toBe('')
})
