import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { splitText } from './split-text.ts'

const long = (n: number, line: (i: number) => string) => Array.from({ length: n }, (_, i) => line(i)).join('\n')

describe('a long text in blocks', () => {
  it('is all there, in order, at its offsets, whatever it holds', () => {
    const line = fc.constantFrom(
      '',
      '# Title',
      '```ts',
      '```',
      '| a | b |',
      '| - | - |',
      '- item',
      'word '.repeat(300),
      '  indented',
      '~~~',
    )
    fc.assert(
      fc.property(fc.array(line, { maxLength: 200 }), fc.constantFrom('markdown', 'plain', 'code'), (lines, layout) => {
        const text = lines.join('\n')
        const blocks = splitText(text, 7, layout as 'markdown')
        expect(blocks.map((block) => block.text).join('')).toBe(text)
        for (const { start, text: part } of blocks) expect(text.slice(start - 7, start - 7 + part.length)).toBe(part)
        expect(Math.max(0, ...blocks.map((block) => block.text.length))).toBeLessThan(30_000)
      }),
    )
  })

  it('repeats a table’s head, and a code block’s fence', () => {
    const table = `| name | price |\n| --- | --- |\n${long(400, (i) => `| thing ${i} | ${i} |`)}`
    const parts = splitText(table, 0, 'markdown')
    expect(parts.length).toBeGreaterThan(1)
    expect(parts.slice(1).every(({ prefix }) => prefix === '| name | price |\n| --- | --- |\n')).toBe(true)
    const code = splitText(`\`\`\`ts\n${long(2_000, (i) => `const a${i} = ${i}`)}\n\`\`\`\nafter`, 0, 'markdown')
    expect(code[1]).toMatchObject({ prefix: '```ts\n' })
    expect(code[0]?.suffix).toContain('```')
  })

  it('leaves lists and paragraphs whole', () => {
    const text = long(300, (i) =>
      i % 3 === 0 ? `Paragraph ${i} with some words in it that go on for a while.` : i % 3 === 1 ? '' : '- item',
    )
    for (const { text: part } of splitText(text, 0, 'markdown').slice(1)) expect(part).toMatch(/^Paragraph/)
  })

  it('takes ten million characters without a line end', () => {
    expect(splitText('x'.repeat(10_000_000), 0, 'markdown').length).toBeGreaterThan(100)
    expect(splitText('x'.repeat(10_000_000), 0, 'plain').length).toBeGreaterThan(100)
  })
})
