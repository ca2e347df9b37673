import { inflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { createParts } from './parts.ts'
import { extractPdf } from './pdf.ts'
import { inReadingOrder } from './pdf-columns.ts'
import type { PageLine } from './pdf-lines.ts'
import { drawPdf, drawText } from './sample-files.ts'
import { makeSign } from './sample-pictures.ts'

const extract = (bytes: Buffer, ocr = false) => extractPdf(bytes, { onPages: () => undefined, parts: createParts(undefined, []), ocr })
const text = async (...pages: readonly string[]) => (await extract(drawPdf(pages))).text
const paragraph = (top: number, lines: number) =>
  Array.from({ length: lines }, (_, i) => drawText(`A line of the usual size that says nothing much, number ${i}.`, 72, top - i * 12)).join(
    '\n',
  )

describe('a page', () => {
  it('has headings where letters are larger, and paragraphs where there is room between lines', async () => {
    const page = [drawText('On otters', 72, 740, 20), paragraph(700, 3), drawText('Their food', 72, 640, 14), paragraph(620, 4)].join('\n')
    const blocks = (await text(page)).split('\n\n')
    expect(blocks).toHaveLength(4)
    expect([blocks[0], blocks[2]]).toEqual(['# On otters', '## Their food'])
  })

  it('drawn line by line across two columns is read column by column, under the heading they share', async () => {
    const rows = Array.from({ length: 8 }, (_, i) => [
      drawText(`left column goes on here ${i}`, 72, 650 - i * 12),
      drawText(`right column goes on here ${i}`, 320, 650 - i * 12),
    ])
    const lines = (await text([drawText('A heading over both of the columns of this page', 72, 680), ...rows.flat()].join('\n'))).split(
      /\n+/,
    )
    expect(lines[0]).toBe('A heading over both of the columns of this page')
    expect(lines.slice(1)).toEqual([
      ...Array.from({ length: 8 }, (_, i) => `left column goes on here ${i}`),
      ...Array.from({ length: 8 }, (_, i) => `right column goes on here ${i}`),
    ])
  })

  it('keeps the cells of a row together', async () => {
    const row = (y: number, ...cells: readonly string[]) => cells.map((cell, i) => drawText(cell, 72 + i * 120, y)).join('\n')
    expect(await text([row(700, 'item', 'cost'), row(688, 'tea', '3.40'), row(676, 'milk', '1.20')].join('\n'))).toBe(
      'item cost\ntea 3.40\nmilk 1.20',
    )
  })

  it('gives words split at line ends back whole, but for compounds it writes with a hyphen elsewhere', async () => {
    const lines = ['A well-known fact on nutri-', 'tion is not as well-', 'known as one thinks.']
    expect(await text(lines.map((line, i) => drawText(line, 72, 700 - i * 12)).join('\n'))).toBe(
      'A well-known fact on nutrition is not as well-known as one thinks.',
    )
  })

  it('gives what is filled into its forms and said in its comments', async () => {
    const annotations = [
      '<< /Type /Annot /Subtype /Text /Rect [0 0 9 9] /Contents (Is this so?) >>',
      '<< /Type /Annot /Subtype /Widget /FT /Tx /T (name) /V (Ada Lovelace) /Rect [0 0 99 9] >>',
    ]
    const pdf = drawPdf([drawText('Form', 72, 700)], '', '/Annots [5 0 R 6 0 R]', annotations)
    expect((await extract(pdf)).text).toBe('Form\n\nIs this so?\n\nAda Lovelace')
  })
})

it('says what stands at the head of every page once, and page numbers never', async () => {
  const page = (number: number) =>
    [
      drawText('Annual report of Acme', 72, 760),
      paragraph(700, 8),
      drawText(`only on page ${'abcd'[number]}`, 72, 500),
      drawText(`Page ${number}`, 300, 30),
    ].join('\n')
  const found = await text(page(0), page(1), page(2), page(3))
  expect(found.match(/Annual report of Acme/g)).toHaveLength(1)
  expect(found.match(/only on page [abcd]/g)).toHaveLength(4)
  expect(found).not.toMatch(/Page \d/)
})

it('says so when it is pictures alone, and looks for words in them when asked', async () => {
  const { data, width, height } = greyPixels(makeSign('SHE SELLS TEN NETS'))
  const image = `<< /Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /ASCIIHexDecode /Length ${data.length} >>\nstream\n${data}\nendstream`
  const pdf = drawPdf(['q 500 0 0 60 50 600 cm /Im Do Q'], '', '', [image], '/XObject << /Im 5 0 R >>')
  await expect(extract(pdf)).rejects.toMatchObject({ reason: 'scanned' })
  expect((await extract(pdf, true)).text).toContain('SELLS')
})

/** The pixels of a grey PNG without interlace and filters, as `makePng` writes it, in hex. */
function greyPixels(png: Buffer) {
  const width = png.readUInt32BE(16)
  const height = png.readUInt32BE(20)
  const at = png.indexOf('IDAT')
  const rows = inflateSync(png.subarray(at + 4, at + 4 + png.readUInt32BE(at - 4)))
  const lines = Array.from({ length: height }, (_, y) => rows.subarray(y * (width + 1) + 1, (y + 1) * (width + 1)))
  return { width, height, data: `${Buffer.concat(lines).toString('hex')}>` }
}

describe('reading order', () => {
  const line = (x: number, y: number, label: string): PageLine => ({ text: label, x, y, width: 180, size: 10, turn: 0, level: 0 })
  const short = (x: number, y: number): PageLine => ({ ...line(x, y, '3.40'), width: 40 })

  it('is the drawn one where columns were drawn one after the other, and in tables', () => {
    const left = Array.from({ length: 9 }, (_, i) => line(72, 700 - i * 12, `a column of some text ${i}`))
    const right = Array.from({ length: 9 }, (_, i) => line(320, 700 - i * 12, `and another of them ${i}`))
    expect(inReadingOrder([...left, ...right])).toEqual([...left, ...right])
    const table = Array.from({ length: 9 }, (_, i) => [short(72, 700 - i * 12), short(320, 700 - i * 12)]).flat()
    expect(inReadingOrder(table)).toEqual(table)
  })
})
