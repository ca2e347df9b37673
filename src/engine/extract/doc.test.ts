import { describe, expect, it } from 'vitest'
import { extractDoc } from './doc.ts'
import { openOle } from './ole.ts'
import { makeOle } from './sample-ole.ts'

const textAt = 0x600
const pageAt = 0x400

/**
 * A Word 97 document of these texts (body, footnotes, headers …), in one piece of UTF-16. `paragraphs` are the ends of the
 * first paragraphs in characters, with what formatting says of each: a style and modifiers.
 */
function makeDoc(
  stories: readonly string[],
  paragraphs: readonly (readonly [end: number, style: number, modifiers: string])[] = [],
  flags = 0x200,
) {
  const text = stories.join('')
  const stream = Buffer.alloc(textAt + text.length * 2)
  stream.writeUInt16LE(0xa5ec, 0)
  stream.writeUInt16LE(0xc1, 2)
  stream.writeUInt16LE(flags, 10)
  stories.forEach((story, i) => {
    stream.writeInt32LE(story.length, 0x4c + i * 4)
  })
  stream.write(text, textAt, 'utf16le')
  const clx = Buffer.alloc(21)
  clx[0] = 2
  clx.writeUInt32LE(16, 1)
  clx.writeUInt32LE(text.length, 9)
  clx.writeUInt32LE(textAt, 15)
  stream.writeUInt32LE(clx.length, 0x9a + 33 * 8 + 4)

  const plc = Buffer.alloc(12)
  plc.writeUInt32LE(textAt, 0)
  plc.writeUInt32LE(textAt + text.length * 2, 4)
  plc.writeUInt32LE(pageAt / 512, 8)
  stream.writeUInt32LE(clx.length, 0x9a + 13 * 8)
  stream.writeUInt32LE(plc.length, 0x9a + 13 * 8 + 4)
  const page = stream.subarray(pageAt, pageAt + 512)
  page[511] = paragraphs.length
  let start = 0
  paragraphs.forEach(([end, style, modifiers], i) => {
    page.writeUInt32LE(textAt + start * 2, i * 4)
    page.writeUInt32LE(textAt + end * 2, i * 4 + 4)
    const at = 480 - (i + 1) * 24
    page[(paragraphs.length + 1) * 4 + i * 13] = at / 2
    const list = Buffer.from(modifiers, 'hex')
    page[at + 1] = (2 + list.length + 1) >> 1
    page.writeUInt16LE(style, at + 2)
    list.copy(page, at + 4)
    start = end
  })
  return makeOle({ WordDocument: stream, '1Table': Buffer.concat([clx, plc]) })
}

const inTable = '162401'
const endsRow = '162401172401'

describe('a Word document of old', () => {
  it('gives headings and paragraphs, without field codes and marks', () => {
    const body = 'Title\rSee \u0013HYPERLINK "x"\u0014the link\u0015 here\u0002.\r'
    expect(
      extractDoc(
        makeDoc(
          [body],
          [
            [6, 1, ''],
            [body.length, 0, ''],
          ],
        ),
      ).text,
    ).toBe('# Title\n\nSee the link here.')
  })

  it('gives tables by their rows', () => {
    const body = 'a\u0007b\u0007\u0007c\u0007d\u0007\u0007after\r'
    const kinds = [
      [2, inTable],
      [4, inTable],
      [5, endsRow],
      [7, inTable],
      [9, inTable],
      [10, endsRow],
      [body.length, ''],
    ] as const
    const doc = makeDoc(
      [body],
      kinds.map(([end, modifiers]) => [end, 0, modifiers] as const),
    )
    expect(extractDoc(doc).text).toBe('| a | b |\n| --- | --- |\n| c | d |\n\nafter')
  })

  it('puts notes, comments and headers after the body, each once', () => {
    const doc = makeDoc(['Body.\r', '\u0002 Note.\r', 'Acme Ltd\rAcme Ltd\r12\r', '', '\u0005Sure?\r'])
    expect(extractDoc(doc).text).toBe('Body.\n\nNote.\n\n## Comments\n\n- Sure?\n\nAcme Ltd')
  })

  it('with a password is encrypted, without its stream corrupt', () => {
    expect(() => extractDoc(makeDoc(['x'], [], 0x300))).toThrow(expect.objectContaining({ problem: 'encrypted' }))
    expect(() => extractDoc(makeOle({ Other: Buffer.from('x') }))).toThrow(expect.objectContaining({ problem: 'corrupt' }))
  })
})

describe('a compound file', () => {
  it('gives its streams whole', () => {
    const long = Buffer.from('0123456789'.repeat(9_000))
    const ole = openOle(makeOle({ one: long, two: Buffer.from('two') }))
    expect(ole.names.toSorted()).toEqual(['one', 'two'])
    expect(ole.read('one')).toEqual(long)
    expect(ole.read('missing')).toBeNull()
  })

  it('whose chains and entries lead in circles still ends', () => {
    const file = makeOle({ one: Buffer.alloc(20_000, 'x') })
    file.writeUInt32LE(3, 512 + 2 * 4)
    file.writeUInt32LE(2, 512 + 3 * 4)
    expect(openOle(file).read('one')!.length).toBeLessThanOrEqual(20_000)
    const circle = makeOle({ one: Buffer.from('a'), two: Buffer.from('b') })
    circle.writeUInt32LE(1, 1024 + 2 * 128 + 72)
    expect(openOle(circle).names).toHaveLength(2)
  })
})
