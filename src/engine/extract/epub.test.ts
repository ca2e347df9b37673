import { expect, it } from 'vitest'
import { extractEpub } from './epub.ts'
import { makeZip } from './sample-files.ts'

const book = (extra: Record<string, string> = {}) =>
  makeZip({
    mimetype: 'application/epub+zip',
    'META-INF/container.xml': '<container><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>',
    'OEBPS/book.opf': `<package xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata><dc:title>Otters</dc:title><dc:creator>Ada</dc:creator><dc:subject>rivers</dc:subject><dc:date>2020-05-06</dc:date></metadata>
      <manifest><item id="a" href="a%20b.xhtml" media-type="application/xhtml+xml"/><item id="b" href="../b.xhtml" media-type="application/xhtml+xml"/><item id="c" href="c.png" media-type="image/png"/></manifest>
      <spine><itemref idref="b"/><itemref idref="a"/><itemref idref="c"/><itemref idref="b"/></spine></package>`,
    'OEBPS/a b.xhtml': '<html><head><title>x</title></head><body><h1>Second</h1><p>river</p></body></html>',
    'b.xhtml': '<html><body><h1>First</h1><p>bank</p></body></html>',
    ...extra,
  })
const extract = (bytes: Buffer) => extractEpub(bytes, () => undefined)

it('gives chapters in reading order, each once, and what the package says', async () => {
  expect(await extract(book())).toMatchObject({
    text: '# First\n\nbank\n\n# Second\n\nriver',
    title: 'Otters',
    author: 'Ada',
    labels: ['rivers'],
    createdAt: '2020-05-06T00:00:00.000Z',
  })
})

it('says when copy protection keeps every chapter closed', async () => {
  const locked = (...names: readonly string[]) => ({
    'META-INF/encryption.xml': `<encryption>${names.map((name) => `<CipherReference URI="${name}"/>`).join('')}</encryption>`,
  })
  await expect(extract(book(locked('OEBPS/a%20b.xhtml', 'b.xhtml')))).rejects.toMatchObject({ problem: 'encrypted' })
  expect((await extract(book(locked('fonts/x.otf')))).text).toContain('bank')
})

it('without a package is corrupt', async () => {
  await expect(extract(makeZip({ 'META-INF/container.xml': '' }))).rejects.toMatchObject({ problem: 'corrupt' })
})
