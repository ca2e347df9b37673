import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chunkText } from './chunk-text.ts'
import { codeSizes, proseSizes } from './passage-range.ts'
import { estimateTokens } from './tokens.ts'

type Layout = Parameters<typeof chunkText>[1]

const bodies = (text: string, layout: Layout, title: string | null = null) =>
  chunkText(text, layout, title).map(({ start, end }) => text.slice(start, end))
const paths = (text: string, title: string | null = null) => chunkText(text, 'markdown', title).map((passage) => passage.heading)
const sentence = (topic: string) => `This sentence says something of medium length about ${topic} and then it ends.`
const paragraph = (topic: string, sentences = 7) => Array.from({ length: sentences }, (_, i) => sentence(`${topic} ${i}`)).join(' ')

describe('Markdown', () => {
  it('is cut along headings, each passage under its path', () => {
    const text = `# Book\n\n${paragraph('otters')}\n\n## Food\n\n${paragraph('fish')}\n\n### Winter\n\n${paragraph('ice')}\n\n## Young\n\n${paragraph('cubs')}\n`
    expect(paths(text)).toEqual([['Book'], ['Book', 'Food'], ['Book', 'Food', 'Winter'], ['Book', 'Young']])
    expect(paths(text, 'book')).toEqual([[], ['Food'], ['Food', 'Winter'], ['Young']])
  })

  it('gathers short sections under what their headings share, the headings inside', () => {
    const text = '# Words\n\n## Otter\n\nSwims.\n\n## Kiwi\n\nWalks.\n'
    expect(chunkText(text, 'markdown', null).map(({ start, end, heading }) => [heading, text.slice(start, end)])).toEqual([
      [['Words'], '## Otter\n\nSwims.\n\n## Kiwi\n\nWalks.'],
    ])
  })

  it('knows underlined headings, and hashes in code for what they are', () => {
    const text = `Book\n====\n\n${paragraph('otters')}\n\nPart\n----\n\n\`\`\`sh\n# no heading\n\`\`\`\n\n${paragraph('fish')}\n`
    expect(new Set(paths(text).map((path) => path.join('/')))).toEqual(new Set(['Book', 'Book/Part']))
    expect(bodies(text, 'markdown').join('\n')).toContain('# no heading')
  })

  it('cuts long paragraphs between sentences', () => {
    for (const body of bodies(paragraph('otters', 40), 'markdown')) expect(body).toMatch(/^This sentence .* ends\.$/s)
  })

  it('says above later rows of a table what its columns are', () => {
    const rows = Array.from({ length: 60 }, (_, i) => `| person number ${i} | ${i} | somewhere |`)
    const passages = chunkText(`# People\n\n| name | age | place |\n|---|---|---|\n${rows.join('\n')}\n`, 'markdown', null)
    expect(passages.length).toBeGreaterThan(3)
    expect(passages[0]?.heading).toEqual(['People'])
    expect(passages[2]?.heading).toEqual(['People', 'name · age · place'])
  })

  it('keeps a heading that nothing stands under', () => {
    expect(bodies('# Only this', 'markdown')).toEqual(['# Only this'])
    expect(bodies(`# Long\n\n${paragraph('otters', 9)}\n\n# Last words`, 'markdown').at(-1)).toContain('# Last words')
  })
})

describe('other text', () => {
  it('of lines is cut between lines', () => {
    const code = Array.from({ length: 80 }, (_, i) => `  const value${i} = compute(${i}, 'some text')`).join('\n')
    for (const body of bodies(code, 'lines')) expect(body).toMatch(/^\s*const .*\)$/s)
  })

  it('in rows carries the names of its columns along', () => {
    const rows = Array.from({ length: 80 }, (_, i) => `"Person ${i}",${i},"Some street ${i}"`).join('\n')
    expect(chunkText(`"name","age","street"\n${rows}`, 'rows', null).at(-1)?.heading).toEqual(['name · age · street'])
  })

  it('without spaces is cut between words where a script has none', () => {
    const thai = bodies('การประชุม'.repeat(200), 'prose')
    expect(thai.length).toBeGreaterThan(2)
    for (const body of thai) expect(body).toMatch(/(การ|ประชุม)$/)
  })

  it('leaves encoded bytes out, and what stands around them in', () => {
    const blob = Array.from({ length: 400 }, () => 'QWxsIGVuY29kZWQgYnl0ZXMgYXJlIGdyYXkgaW4gdGhlIGRhcms5OTk5OTk5OTk5OTk5OTk5').join('\n')
    for (const encoded of [blob, blob.replaceAll('\n', '')]) {
      const passages = bodies(`First words.\n\n${encoded}\n\nlast words`, 'prose')
      expect(passages.length).toBeLessThan(6)
      expect(passages.join(' ')).toMatch(/First words.*last words/s)
      expect(passages.join('').length).toBeLessThan(1000)
    }
  })
})

const piece = fc.oneof(
  fc.lorem({ mode: 'sentences', maxCount: 12 }),
  fc.lorem({ maxCount: 4 }).map((words) => `${'#'.repeat((words.length % 6) + 1)} ${words}`),
  fc.lorem({ maxCount: 30 }).map((words) => `- ${words.replaceAll(' ', '\n- ')}`),
  fc.lorem({ maxCount: 60 }).map((words) => `\`\`\`\n${words.replaceAll(' ', '\n')}\n\`\`\``),
  fc.lorem({ maxCount: 40 }).map((words) => `| a | b |\n|---|---|\n| ${words.replaceAll(' ', ' | x |\n| ')} | x |`),
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc.constantFrom(
    '会议记录我们确认了预算。'.repeat(30),
    'การประชุมคณะกรรมการ'.repeat(40),
    '===',
    '---',
    '```',
    '| a |\n|---|',
    'x'.repeat(400),
  ),
)
const documents = fc.array(piece, { maxLength: 25 }).map((pieces) => pieces.join('\n\n').replaceAll('\r', ''))

describe('passages of anything', () => {
  it.each(['markdown', 'prose', 'lines', 'rows'] as const)('%s: in order, apart, of bounded length, with nothing lost', (layout) => {
    fc.assert(
      fc.property(documents, (text) => {
        const passages = chunkText(text, layout, null)
        let at = 0
        let covered = ''
        for (const { start, end, heading } of passages) {
          expect(start).toBeGreaterThanOrEqual(at)
          expect(end).toBeGreaterThan(start)
          expect(text.slice(start, end).trim()).toBe(
            text
              .slice(start, end)
              .replace(/^[ \n\t]+|[ \n\t]+$/g, '')
              .trim(),
          )
          // Emoji of many parts are never parted, so a few tokens may be too many.
          expect(estimateTokens(text, start, end)).toBeLessThan(Math.max(proseSizes.most, codeSizes.most) + 12)
          covered += ` ${heading.join(' ')} ${text.slice(start, end)}`
          at = end
        }
        const words = text.match(/[a-z]{3,20}/g) ?? []
        for (const word of words) expect(covered).toContain(word)
        expect(passages.length > 0).toBe(/[^ \n\t]/.test(text))
      }),
      { numRuns: 150 },
    )
  })

  it('takes time in proportion, whatever the text', () => {
    const hostile = ['> '.repeat(200_000), '['.repeat(400_000), `|${' a |'.repeat(100_000)}\n|${'-|'.repeat(100_000)}`, '`'.repeat(400_000)]
    for (const text of hostile) for (const layout of ['markdown', 'prose', 'lines'] as const) chunkText(text, layout, null)
  })
})
