import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { extractDocx } from './docx.ts'
import { createParts } from './parts.ts'
import { makeOffice, wordParagraph } from './sample-files.ts'
import { makeOle } from './sample-ole.ts'

const word = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
const run = (text: string) => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`

function makeWord(body: string, parts: Readonly<Record<string, { type: string; xml: string | Buffer }>> = {}): Buffer {
  return makeOffice(
    'word/document.xml',
    `<w:document ${word} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:body>${body}</w:body></w:document>`,
    parts,
  )
}

const text = async (body: string, parts?: Parameters<typeof makeWord>[1]) =>
  (await extractDocx(makeWord(body, parts), createParts(undefined, []))).text

const styles = {
  'word/styles.xml': {
    type: 'styles',
    xml: `<w:styles ${word}><w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style><w:style w:styleId="Own"><w:basedOn w:val="berschrift1"/></w:style><w:style w:styleId="Deep"><w:name w:val="clause"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style></w:styles>`,
  },
}

it('knows headings by what styles mean, not by what they are called', async () => {
  const body = [
    wordParagraph('One', 'berschrift1'),
    wordParagraph('Two', 'Own'),
    wordParagraph('Three', 'Deep'),
    wordParagraph('text'),
  ].join('')
  expect(await text(body, styles)).toBe('# One\n\n# Two\n\n### Three\n\ntext')
})

it('keeps lists with their depth', async () => {
  const item = (level: number, list: number, words: string) =>
    `<w:p><w:pPr><w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${list}"/></w:numPr></w:pPr>${run(words)}</w:p>`
  const numbering = {
    'word/numbering.xml': {
      type: 'numbering',
      xml: `<w:numbering ${word}><w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num></w:numbering>`,
    },
  }
  const body = item(0, 1, 'first') + item(1, 1, 'inner') + item(0, 1, 'second') + item(0, 0, 'plain')
  expect(await text(body, numbering)).toBe('1. first\n  - inner\n2. second\n\nplain')
})

it('reads what was inserted and not what was deleted, moved away or hidden', async () => {
  const body = `<w:p>${run('Pay ')}<w:ins w:author="Ada">${run('ninety')}</w:ins><w:del w:author="Ada"><w:r><w:delText>eighty</w:delText></w:r></w:del><w:moveFrom>${run('gone')}</w:moveFrom><w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>${run(' euros')}</w:p>`
  expect(await text(body)).toBe('Pay ninety euros')
})

it('puts notes, comments, headers and footers after the body, each once', async () => {
  const body = `<w:p>${run('Claim')}<w:r><w:footnoteReference w:id="2"/></w:r></w:p>`
  const header = { type: 'header', xml: `<w:hdr ${word}><w:p>${run('Acme Ltd')}</w:p></w:hdr>` }
  expect(
    await text(body, {
      'word/footnotes.xml': {
        type: 'footnotes',
        xml: `<w:footnotes ${word}><w:footnote w:type="separator" w:id="0"><w:p>${run('x')}</w:p></w:footnote><w:footnote w:id="2"><w:p>${run('Proof')}</w:p></w:footnote></w:footnotes>`,
      },
      'word/comments.xml': {
        type: 'comments',
        xml: `<w:comments ${word}><w:comment w:id="0" w:author="Grace"><w:p>${run('Really?')}</w:p></w:comment></w:comments>`,
      },
      'word/header1.xml': header,
      'word/header2.xml': header,
      'word/footer1.xml': { type: 'footer', xml: `<w:ftr ${word}><w:p>${run('12')}</w:p></w:ftr>` },
    }),
  ).toBe('Claim[^2]\n\n[^2]: Proof\n\n## Comments\n\n- Grace: Really?\n\nAcme Ltd')
})

it('reads a text box once, behind its paragraph, and the alternative text of a picture', async () => {
  const box = `<w:txbxContent>${wordParagraph('In the box')}</w:txbxContent>`
  const body = `<w:p>${run('Before')}<mc:AlternateContent><mc:Choice><wp:docPr descr="A chart of otters"/>${box}</mc:Choice><mc:Fallback>${box}</mc:Fallback></mc:AlternateContent>${run('after')}</w:p>`
  expect(await text(body)).toBe('Before A chart of otters after\n\nIn the box')
})

it('reads files that name their namespaces in their own way, and expands no entity of theirs', async () => {
  const xml =
    '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd"><!ENTITY lol "lollol">]><n:document xmlns:n="http://purl.oclc.org/ooxml/wordprocessingml/main"><n:body><n:p><n:r><n:t>own &amp; &e; &lol;</n:t></n:r></n:p></n:body></n:document>'
  expect((await extractDocx(makeOffice('word/document.xml', xml), createParts(undefined, []))).text).toBe('own & &e; &lol;')
})

it('gives what was embedded in it as documents of their own', async () => {
  const place = mkdtempSync(join(tmpdir(), 'magpie-embedded-'))
  try {
    const parts = createParts(join(place, 'scratch'), [])
    const native = Buffer.concat([
      Buffer.from('00000000' + '0200', 'hex'),
      Buffer.from('notes.txt\0C:\\notes.txt\0'),
      Buffer.from('00000300' + '04000000', 'hex'),
      Buffer.from('tmp\0'),
      Buffer.from('05000000', 'hex'),
      Buffer.from('words and more'),
    ])
    await extractDocx(
      makeWord(wordParagraph('Body'), {
        'word/embeddings/report.pdf': { type: 'package', xml: '%PDF-1.4' },
        'word/embeddings/oleObject1.bin': { type: 'oleObject', xml: makeOle({ '\u0001Ole10Native': native }) },
        'word/embeddings/oleObject2.bin': { type: 'oleObject', xml: makeOle({ Workbook: Buffer.from('x') }) },
        'word/embeddings/oleObject3.bin': { type: 'oleObject', xml: 'damaged' },
      }),
      parts,
    )
    expect(parts.done().map(({ name, content }) => [name, content.type])).toEqual([
      ['report.pdf', 'file'],
      ['notes.txt', 'file'],
      ['oleObject2.xls', 'file'],
      ['oleObject3.bin', 'failed'],
    ])
    const notes = parts.done()[1]!.content
    expect(notes.type === 'file' && readFileSync(notes.path, 'utf8')).toBe('words')
  } finally {
    rmSync(place, { recursive: true })
  }
})
