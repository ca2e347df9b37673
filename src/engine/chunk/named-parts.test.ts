import { expect, it } from 'vitest'
import { chunkText } from './chunk-text.ts'

const body = (name: string, lines: number) =>
  `function ${name}() {\n${Array.from({ length: lines }, (_, i) => `  callSomethingElse(${i}, 'with words')`).join('\n')}\n}\n`

it('passages of code stand under the functions they begin in', () => {
  const first = body('first', 30)
  const text = `${first}\n${body('second', 30)}\nlast()\n`
  const parts = [
    { name: 'File', start: 0, end: text.length },
    { name: 'first', start: 0, end: first.length },
    { name: 'second', start: first.length + 1, end: text.length - 7 },
  ]
  const passages = chunkText(text, 'lines', null, parts)
  expect(passages.length).toBeGreaterThan(4)
  for (const { start, heading } of passages) {
    const own = start < first.length ? ['first'] : start < text.length - 7 ? ['second'] : []
    expect(heading).toEqual(['File', ...own])
  }
})
