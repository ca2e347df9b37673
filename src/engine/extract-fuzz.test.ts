import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Derived } from '../shared/derived.ts'
import { createExtractPool } from './extract/pool.ts'
import { makeDocx, makeOffice, makePdf, makeZip, wordParagraph } from './extract/sample-files.ts'
import { makeOle } from './extract/sample-ole.ts'
import { makeSign } from './extract/sample-pictures.ts'
import { spawnNodeChild } from './node-children.ts'

/** `npm run test:long` reads 5,000 inputs; `npm test` a sample of them. */
const runs = process.env.MAGPIE_LONG === undefined ? 120 : Number(process.env.MAGPIE_FUZZ ?? 5_000)
const seed = Number(process.env.MAGPIE_SEED ?? Date.now() % 1e6)
const signal = new AbortController().signal

const mail = [
  'From: Ada <ada@example.org>',
  'To: "Babbage, C." <bab@example.org>, =?utf-8?Q?J=C3=BCrgen?= <j@example.org>',
  'Subject: =?utf-8?B?VGlkZXM=?=',
  'Date: Fri, 5 Jan 2024 10:03:00 +0000',
  'Message-ID: <1@example.org>',
  'MIME-Version: 1.0',
  'Content-Type: multipart/mixed; boundary="cut"',
  '',
  '--cut',
  'Content-Type: text/html; charset=iso-8859-1',
  'Content-Transfer-Encoding: quoted-printable',
  '',
  '<p>High water at <b>noon</b>, caf=E9</p>',
  '--cut',
  'Content-Type: application/octet-stream; name="plan.zip"',
  'Content-Disposition: attachment; filename="plan.zip"',
  'Content-Transfer-Encoding: base64',
  '',
  makeZip({ 'a/b.txt': 'words' }).toString('base64'),
  '--cut--',
].join('\r\n')

function tar(name: string, content: string): Buffer {
  const header = Buffer.alloc(512)
  header.write(name)
  header.write(content.length.toString(8).padStart(11, '0'), 124)
  header.write('        ', 148)
  header.write('0', 156)
  header.write('ustar', 257)
  header.write(
    header
      .reduce((sum, byte) => sum + byte, 0)
      .toString(8)
      .padStart(6, '0'),
    148,
  )
  return Buffer.concat([header, Buffer.from(content), Buffer.alloc(512 - content.length), Buffer.alloc(1_024)])
}

/** One good file of every kind that is taken apart here; what is done to them makes them bad. */
const good: Readonly<Record<string, Buffer>> = {
  'a.pdf': makePdf([['One page', 'of words'], ['and another']]),
  'a.docx': makeDocx(wordParagraph('Heading', 'Heading1') + wordParagraph('Words')),
  'a.xlsx': makeOffice(
    'xl/workbook.xml',
    '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
    {
      'xl/worksheets/sheet1.xml': {
        type: 'worksheet',
        xml: '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>words</t></is></c><c r="B1"><v>4</v></c></row></sheetData></worksheet>',
      },
    },
  ),
  'a.odt': makeZip({
    mimetype: 'application/vnd.oasis.opendocument.text',
    'content.xml':
      '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text><text:h text:outline-level="1">H</text:h><text:p>words<text:s text:c="3"/>more</text:p></office:text></office:body></office:document-content>',
  }),
  'a.epub': makeZip({
    mimetype: 'application/epub+zip',
    'META-INF/container.xml': '<container><rootfiles><rootfile full-path="c.opf"/></rootfiles></container>',
    'c.opf':
      '<package><manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/></spine></package>',
    'a.xhtml': '<html><body><h1>One</h1><p>words</p></body></html>',
  }),
  'a.doc': makeOle({ WordDocument: Buffer.alloc(2_000, 'words '), '1Table': Buffer.alloc(500, 1) }),
  'a.msg': makeOle({
    '__properties_version1.0': Buffer.alloc(64),
    '__substg1.0_0037001F': Buffer.from('Tides', 'utf16le'),
    '__substg1.0_1000001F': Buffer.from('words', 'utf16le'),
  }),
  'a.zip': makeZip({ 'a.txt': 'words', 'folder/b.md': '# Title\n\nwords', 'c.zip': makeZip({ 'd.txt': 'deep' }) }),
  'a.tar': tar('a.txt', 'words in a tar'),
  'a.tgz': gzipSync(tar('a.txt', 'words in a tar')),
  'a.eml': Buffer.from(mail),
  'a.mbox': Buffer.from(`From ada Fri Jan  5 10:03:00 2024\n${mail}\n\nFrom bab Fri Jan  5 10:04:00 2024\n${mail}\n`),
  'a.html': Buffer.from('<html><head><title>T</title></head><body><h1>H</h1><table><tr><td>a<td>b</table><ul><li>c</ul></body></html>'),
  'a.md': Buffer.from('---\ntitle: T\ntags: [a, b]\n---\n\n# H\n\n- a\n- b\n\n| a | b |\n|---|---|\n| c | d |\n\n```js\nx\n```\n'),
  'a.rtf': Buffer.from('{\\rtf1\\ansi{\\fonttbl{\\f0 Times;}}\\f0 Words \\b bold\\b0\\par {\\*\\generator x;}\\u8364? more}'),
  'a.csv': Buffer.from('a,b,"c ""d"""\n1,2,3\n'),
  'a.json': Buffer.from('{"a":[1,2,{"b":"words"}],"c":null}'),
  'a.ipynb': Buffer.from(
    '{"cells":[{"cell_type":"markdown","source":["# T"]},{"cell_type":"code","source":["print(1)"],"outputs":[]}],"metadata":{},"nbformat":4}',
  ),
  'a.ics': Buffer.from('BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:Sail\r\nDTSTART:20240105T100300Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n'),
  'a.vcf': Buffer.from('BEGIN:VCARD\nVERSION:4.0\nFN:Ada Lovelace\nEMAIL:ada@example.org\nEND:VCARD\n'),
  'a.svg': Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><title>T</title><text>words</text></svg>'),
  'a.png': makeSign('THE LAST HEN'),
  'a.jpg': Buffer.concat([
    Buffer.from('ffd8ffe1002245786966000049492a000800000001000e0102000600000000000000', 'hex'),
    Buffer.from('words\0'),
    Buffer.from('ffd9', 'hex'),
  ]),
  'a.mp3': Buffer.from('ID3\x03\0\0\0\0\0\x10TIT2\0\0\0\x06\0\0\x03wordsxxxxxxxxxxxxxxxx', 'latin1'),
  'a.rst': Buffer.from('Title\n=====\n\n.. include:: /etc/passwd\n\n* a\n* b\n'),
  'a.tex': Buffer.from('\\documentclass{article}\\begin{document}\\section{One}Words $x^2$ \\emph{more}\\end{document}'),
  '2024-01-05.json': Buffer.from('[{"type":"message","user":"U1","ts":"1704448900.1","text":"<@U1> hello","thread_ts":"1704448900.1"}]'),
  'entities.xml': Buffer.from(
    '<hibernate-generic><object class="Page"><id name="id">1</id><property name="title"><![CDATA[T]]></property></object><object class="BodyContent"><id name="id">2</id><property name="body"><![CDATA[<p>w</p>]]></property><property name="content" class="Page"><id name="id">1</id></property></object></hibernate-generic>',
  ),
}
const names = Object.keys(good)

/** One thing that goes wrong with a file: where (as a share of its length), over how much, and with what. */
const damage = fc.record({
  kind: fc.constantFrom('flip', 'cut', 'repeat', 'insert', 'blank', 'graft', 'number'),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.nat(200),
  bytes: fc.uint8Array({ minLength: 1, maxLength: 24 }),
  from: fc.constantFrom(...names),
})
const input = fc.record({
  name: fc.constantFrom(...names),
  as: fc.constantFrom(...names, null),
  damages: fc.array(damage, { maxLength: 6 }),
})

function damaged(content: Buffer, damages: readonly (typeof damage extends fc.Arbitrary<infer T> ? T : never)[]): Buffer {
  let bytes = Buffer.from(content)
  for (const { kind, at, length, bytes: noise, from } of damages) {
    const start = Math.floor(at * bytes.length)
    const [before, middle, after] = [bytes.subarray(0, start), bytes.subarray(start, start + length), bytes.subarray(start + length)]
    if (kind === 'flip')
      bytes = Buffer.from(bytes.map((byte, i) => (i >= start && i < start + noise.length ? byte ^ noise[i - start]! : byte)))
    else if (kind === 'cut') bytes = Buffer.concat([before, after])
    else if (kind === 'repeat') bytes = Buffer.concat([before, ...Array.from({ length: 1 + (noise[0]! % 50) }, () => middle), after])
    else if (kind === 'insert') bytes = Buffer.concat([before, noise, bytes.subarray(start)])
    else if (kind === 'blank') bytes = Buffer.concat([before, Buffer.alloc(middle.length), after])
    else if (kind === 'graft') bytes = Buffer.concat([before, good[from]!, bytes.subarray(start)])
    else
      bytes = Buffer.from(
        bytes
          .toString('latin1')
          .replace(/\d+/g, (digits, place: number) => (place >= start && place < start + length ? '4294967295' : digits)),
        'latin1',
      )
    if (bytes.length > 200_000) bytes = bytes.subarray(0, 200_000)
  }
  return bytes
}

let folder = ''
const scratch = mkdtempSync(join(tmpdir(), 'fuzz-scratch-'))
const pool = createExtractPool({ spawn: spawnNodeChild, size: 2, scratch, limits: { timeAllowed: () => 20_000 } })
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'fuzz-'))
})
afterAll(() => {
  pool.close()
  for (const place of [folder, scratch]) rmSync(place, { recursive: true, force: true })
})

it(`whatever is done to a file, reading it ends with text, a reason or a failure (${runs} inputs, seed ${seed})`, {
  timeout: 3_600_000,
}, async () => {
  const counts: Record<string, number> = {}
  let n = 0
  await fc.assert(
    fc.asyncProperty(fc.array(input, { minLength: 4, maxLength: 4 }), async (inputs) => {
      const answers = await Promise.all(
        inputs.map(async ({ name, as, damages }) => {
          const path = join(folder, `${++n}`)
          const own = join(scratch, String(n))
          mkdirSync(own)
          writeFileSync(path, damaged(good[name]!, damages))
          const answer = await pool.derive(
            { content: { type: 'file', path }, name: as ?? name, mimeType: 'application/octet-stream', title: null, scratch: own },
            signal,
          )
          for (const place of [path, own]) rmSync(place, { recursive: true, force: true })
          return answer
        }),
      )
      for (const answer of answers) {
        const kind = answer.status === 'ok' ? 'ok' : answer.status === 'skipped' ? answer.reason : answer.problem
        counts[kind] = (counts[kind] ?? 0) + 1
        isSound(answer)
      }
    }),
    { numRuns: Math.ceil(runs / 4), seed, endOnFailure: true },
  )
  if (process.env.MAGPIE_LONG !== undefined)
    console.log(`fuzz: ${n} inputs, ${pool.stats().ended} children ended; ${JSON.stringify(counts)}`)
  // A reader that is stopped, or dies, costs its document only; that it happens at all is worth a look.
  expect(counts.crashed ?? 0).toBe(0)
  expect(counts.timeout ?? 0).toBe(0)
})

function isSound(answer: Derived): void {
  if (answer.status !== 'ok') return
  expect(answer.text.isWellFormed()).toBe(true)
  for (const { start, end } of answer.chunks) expect(start >= 0 && start <= end && end <= answer.text.length).toBe(true)
  for (const { part, content } of answer.parts ?? []) {
    expect(part).not.toBe('')
    if (content.type === 'file') expect(content.path.startsWith(scratch)).toBe(true)
  }
}
