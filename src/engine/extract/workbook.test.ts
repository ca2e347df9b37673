import { utils, write } from '@e965/xlsx'
import { describe, expect, it } from 'vitest'
import { createParts } from './parts.ts'
import { storedZip } from './repack-zip.ts'
import { makeZip } from './sample-files.ts'
import { sheetMarkdown } from './sheet-text.ts'
import { extractWorkbook } from './workbook.ts'
import { openZip } from './zip-check.ts'

const rows = [
  ['Name', 'Born', 'Share', 'Number'],
  ['Ada', new Date(Date.UTC(1985, 11, 10)), { t: 'n', v: 0.125, z: '0.0%' }, 123456789012345],
  ['Grace', new Date(Date.UTC(2026, 1, 3, 14, 30)), { t: 'n', v: 0.5, z: '0.0%' }, 2],
]

function book(type: 'xlsx' | 'xlsb' | 'biff8' | 'ods' | 'fods'): Buffer {
  const made = utils.book_new()
  utils.book_append_sheet(made, utils.aoa_to_sheet(rows, { UTC: true }), 'People')
  utils.book_append_sheet(made, utils.aoa_to_sheet([['kept out of sight']]), 'Spare')
  utils.book_append_sheet(made, utils.aoa_to_sheet([['only for programs']]), 'Lists')
  made.Workbook = { Sheets: [{ Hidden: 0 }, { Hidden: 1 }, { Hidden: 2 }] }
  made.Props = { Title: 'The people', Author: 'Ada' }
  return write(made, { type: 'buffer', bookType: type, compression: true }) as Buffer
}

describe.each(['xlsx', 'xlsb', 'biff8'] as const)('%s', (type) => {
  it('gives each sheet a heading and a table, dates as dates, numbers in full', async () => {
    const { text, title, author } = await extractWorkbook(book(type), createParts(undefined, []))
    expect(text).toBe(
      `## People

| Name | Born | Share | Number |
| --- | --- | --- | --- |
| Ada | 1985-12-10 | 12.5% | 123456789012345 |
| Grace | 2026-02-03 14:30 | 50.0% | 2 |

## Spare (hidden)

kept out of sight`,
    )
    expect({ title, author }).toEqual({ title: 'The people', author: 'Ada' })
  })
})

it('reads OpenDocument sheets as well', async () => {
  expect((await extractWorkbook(book('ods'), createParts(undefined, []))).text).toMatch(
    /^## People\n\n\| Name \| Born \| Share \| Number \|\n.*\n\| Ada \| 1985-12-10 \|/,
  )
  expect((await extractWorkbook(book('fods'), createParts(undefined, []))).text).toContain('| Ada | 1985-12-10 |')
})

it('reads files of before Unicode in their own encoding', async () => {
  const made = utils.book_new()
  utils.book_append_sheet(made, utils.aoa_to_sheet([['Name'], ['XXXX']]), 'S')
  const dbf = write(made, { type: 'buffer', bookType: 'dbf' }) as Buffer
  dbf[29] = 0x13
  dbf.set([0x89, 0xef, 0x8b, 0x63], dbf.indexOf('XXXX'))
  expect((await extractWorkbook(dbf, createParts(undefined, []))).text).toContain('会議')
})

it('is refused before it is unpacked when a sheet unpacks to too much', async () => {
  const bomb = makeZip({ 'xl/workbook.xml': '<workbook/>', 'xl/worksheets/sheet1.xml': Buffer.alloc(30_000_000, ' ') })
  await expect(extractWorkbook(bomb, createParts(undefined, []))).rejects.toMatchObject({ problem: 'too-complex' })
})

describe('a sheet', () => {
  it('is parted by empty rows, and what stands alone is a title', () => {
    expect(sheetMarkdown([['Budget 2026', null], null, ['item', 'cost'], ['tea', '3|4'], [null, null], ['a', 'b'], ['c\nd', null]])).toBe(
      'Budget 2026\n\n| item | cost |\n| --- | --- |\n| tea | 3\\|4 |\n\n| a | b |\n| --- | --- |\n| c d |  |',
    )
  })

  it('of one column is a list of lines', () => {
    expect(
      sheetMarkdown([
        [null, 'a'],
        [null, 'b'],
        [null, 'c'],
        [null, 'd'],
        [null, 'e'],
      ]),
    ).toBe('a\nb\nc\nd\ne')
  })
})

it('gives two cells in opposite corners, and a cell that repeats everywhere once', async () => {
  const sheet =
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1:XFD1048576"/><sheetData>' +
    '<row r="1"><c r="A1" t="inlineStr"><is><t>near</t></is></c></row><row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>far &amp; away</t></is></c></row>' +
    '</sheetData></worksheet>'
  const plain = write({ SheetNames: ['S'], Sheets: { S: utils.aoa_to_sheet([['near']]) } }, { type: 'buffer', bookType: 'xlsx' })
  const zip = await openZip(plain)
  const entries = new Map<string, Buffer>()
  for (const name of zip.names) entries.set(name, name.endsWith('sheet1.xml') ? Buffer.from(sheet) : (await zip.read(name, 1_000_000))!)
  const sparse = storedZip(entries)
  expect((await extractWorkbook(sparse, createParts(undefined, []))).text).toBe('## S\n\nnear\n\nfar & away')
  const repeated = makeZip({
    mimetype: 'application/vnd.oasis.opendocument.spreadsheet',
    'content.xml':
      '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" ' +
      'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"><office:body><office:spreadsheet><table:table><table:table-row ' +
      'table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384"><text:p>everywhere</text:p></table:table-cell>' +
      '</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>',
  })
  expect((await extractWorkbook(repeated, createParts(undefined, []))).text).toContain('everywhere')
})

it('keeps of a damaged file the words that can be read in it, and says so; with none it is a failure', async () => {
  const damaged = book('biff8')
  // Where the sectors of the file are is lost.
  damaged.fill(0xfe, 0x4c, 512)
  const { text, mimeType } = await extractWorkbook(damaged, createParts(undefined, []))
  expect(text).toMatch(/^\(damaged: only what can still be read in it\)\n/)
  expect(text).toContain('kept out of sight')
  expect(text).not.toMatch(/ÿ{2}|\0/)
  expect(mimeType).toBe('application/vnd.ms-excel')
  damaged.fill(1, 512)
  await expect(extractWorkbook(damaged, createParts(undefined, []))).rejects.toMatchObject({ problem: 'corrupt' })
})
