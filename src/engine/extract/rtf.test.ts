import { expect, it } from 'vitest'
import { extractRtf } from './rtf.ts'

const head =
  '\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0\\fcharset0 Arial;}{\\f1\\fcharset204 Arial Cyr;}{\\f2\\fcharset128 Mincho;}{\\f3\\fcharset2 Symbol;}}'
const rtf = (body: string) => extractRtf(Buffer.from(`{\\rtf1${head}${body}}`, 'latin1'))
const text = (body: string) => rtf(body).text

it('reads every font in its own encoding', () => {
  expect(text("caf\\'e9 \\f1 \\'ef\\'f0\\'e8\\'e2\\'e5\\'f2 \\f2 \\'89\\'ef\\'8cv \\f3 \\'b7\\f0 end")).toBe('café привет 会計 end')
})

it('reads Unicode and steps over what stands in for it', () => {
  expect(text("\\u26085?\\u26412?\\uc2 \\u8364\\'80?\\uc1  \\u-10179?\\u-8704?x")).toBe('日本€ 😀x')
})

it('keeps headings, lists and tables', () => {
  const styles = '{\\stylesheet{\\s0 Normal;}{\\s1\\outlinelevel0 heading 1;}}'
  const list = "{\\listtext 1.\\tab}\\ls1\\ilvl0 one\\par{\\listtext\\'b7\\tab}\\ls1\\ilvl1 inner\\par"
  const table = '\\trowd\\intbl a\\cell\\intbl b\\cell\\row\\trowd\\intbl c\\cell d\\cell\\row'
  expect(text(`${styles}\\pard\\s1 Title\\par\\pard body\\par ${list}\\pard ${table}\\pard after\\par`)).toBe(
    '# Title\n\nbody\n\n1. one\n  - inner\n\n| a | b |\n| --- | --- |\n| c | d |\n\nafter',
  )
})

it('puts notes, comments, headers and text boxes in their places', () => {
  const box = '{\\shp{\\*\\shpinst{\\sp{\\sn wzDescription}{\\sv An otter}}{\\shptxt boxed\\par}}{\\shprslt boxed\\par}}'
  const comment = '{\\*\\atnid G}{\\*\\atnauthor Grace}{\\*\\annotation Sure?\\par}'
  expect(text(`{\\header Acme\\par}{\\header Acme\\par}Said{\\footnote where}${comment} here${box}\\par`)).toBe(
    'Said[^1] here An otter\n\nboxed\n\n[^1]: where\n\n## Comments\n\n- Grace: Sure?\n\nAcme',
  )
})

it('leaves out pictures, field codes, hidden and deleted text', () => {
  expect(
    text(
      'a{\\pict\\wmetafile8 0102}{\\*\\unknown words}{\\v hidden}{\\deleted gone}{\\field{\\*\\fldinst HYPERLINK x}{\\fldrslt link}}\\bin3 }}}b',
    ),
  ).toBe('alinkb')
})

it('gives title, author and dates', () => {
  const info = '{\\info{\\title On otters}{\\author Ada}{\\operator Bob}{\\creatim\\yr2026\\mo1\\dy2\\hr3\\min4}}'
  expect(rtf(`${info}text`)).toMatchObject({ title: 'On otters', author: 'Ada', text: 'text' })
  expect(rtf(`${info}text`).createdAt).toMatch(/^2026-01-0/)
})

it('does not mind how deep groups nest or where the file ends', () => {
  expect(text(`${'{'.repeat(100_000)}deep${'}'.repeat(100_000)} after`)).toBe('deep after')
  expect(extractRtf(Buffer.from('{\\rtf1 {\\b open')).text).toBe('open')
})
