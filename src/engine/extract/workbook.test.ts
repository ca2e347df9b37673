import { utils, write } from '@e965/xlsx'
import { describe, expect, it } from 'vitest'
import { createParts } from './parts.ts'
import { makeZip } from './sample-files.ts'
import { sheetMarkdown } from './sheet-text.ts'
import { extractWorkbook } from './workbook.ts'

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
