import { execFileSync } from 'node:child_process'
import { hash } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import iconv from 'iconv-lite'
import { afterAll, describe, expect, it } from 'vitest'
import type { Derived } from '../shared/derived.ts'
import { passageText } from '../shared/passage.ts'
import { deriveDocument } from './derive-document.ts'
import { makeDocx, makePdf, makeZip, wordParagraph } from './extract/sample-files.ts'

const folder = mkdtempSync(join(tmpdir(), 'derive-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const deriveAt = (path: string, name: string, title: string | null = null) =>
  deriveDocument({ content: { type: 'file', path }, name, mimeType: 'application/octet-stream', title })

function derive(name: string, content: string | Buffer, title: string | null = null): Promise<Derived> {
  const path = join(folder, `${hash('sha256', `${name}${content.length}`).slice(0, 8)}-${name}`)
  writeFileSync(path, content)
  return deriveAt(path, name, title)
}

const hashOf = (passage: string): string => hash('sha256', passage).slice(0, 32)

async function text(name: string, content: string | Buffer, title: string | null = null) {
  const derived = await derive(name, content, title)
  if (derived.status !== 'ok') throw new Error(`${name}: ${JSON.stringify(derived)}`)
  return derived
}

const answer = async (name: string, content: string | Buffer) => {
  const derived = await derive(name, content)
  return derived.status === 'ok' ? 'ok' : derived.status === 'skipped' ? derived.reason : derived.problem
}

describe('text in any encoding', () => {
  const german = 'Besprechung: Überprüfung der Gebäudeversicherung, Größe der Räume und die Kosten für das nächste Jahr.\n'
  it.each([
    ['utf8', german],
    ['windows-1252', german],
    ['utf-16le', german],
    ['utf-16be', german],
    ['utf-32le', german],
    ['shift_jis', '会議の議事録です。予算について話し合いました。次回の会議は来週の月曜日です。\n'],
    ['gb18030', '会议记录：我们确认了预算，下个季度开始新的项目，请大家准备好材料。\n'],
    ['koi8-r', 'Протокол совещания: мы обсудили бюджет следующего года и новые проекты отдела.\n'],
    ['windows-1250', 'Zápis z porady: příští týden začneme s přípravou rozpočtu, který bude předložen ke schválení.\n'],
  ])('%s', async (encoding, content) => {
    expect((await text(`${encoding}.txt`, iconv.encode(content, encoding))).text).toBe(content)
  })

  it('heeds byte order marks and what HTML declares', async () => {
    expect((await text('bom8.txt', iconv.encode(german, 'utf8', { addBOM: true }))).text).toBe(german)
    expect((await text('bom16.txt', iconv.encode(german, 'utf-16le', { addBOM: true }))).text).toBe(german)
    const html = iconv.encode('<html><meta charset="koi8-r"><p>бюджет', 'koi8-r')
    expect((await text('declared.html', html)).text).toBe('бюджет')
  })

  it('knows encodings that switch within seven bits, and room that was never written to', async () => {
    const japanese = Buffer.from('\x1b$B2q5D\x1b(B and more\n', 'latin1')
    expect((await text('mail.txt', japanese)).text).toBe('会議 and more\n')
    expect(
      (
        await text(
          'padded.log',
          Buffer.concat([Buffer.alloc(500), Buffer.from('last '), Buffer.alloc(99), Buffer.from('words\n'), Buffer.alloc(500)]),
        )
      ).text,
    ).toBe('last words\n')
  })

  it('survives carriage returns, NULs and damaged bytes', async () => {
    expect((await text('cr.txt', 'first\rsecond\r\nthird')).text).toBe('first\nsecond\nthird')
    expect((await text('nul.txt', 'before\0\0\0after words')).text).toBe('before after words')
    const damaged = Buffer.concat([Buffer.from('good before '), Buffer.from([0xff, 0xfe, 0xc3, 0x28]), Buffer.from(' good after')])
    expect((await text('damaged.txt', damaged)).text).toMatch(/^good before .* good after$/)
  })

  it('keeps what shows nothing out of the words', async () => {
    const derived = await text('hidden.txt', 'super\u00adcali\u200bfragi\u200dlistic Cafe\u0301 quarterly\u00a0report in\u202evoice')
    expect(derived.text).toBe('supercalifragilistic Café quarterly report in voice')
  })

  it('takes binary files for what they are, whatever they are called', async () => {
    const noise = Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * 7919 + (i >> 3) * 104729) % 256))
    expect(await answer('noise.txt', noise)).toBe('unsupported')
    expect(await answer('noise.md', noise)).toBe('unsupported')
    expect(await answer('noise.pdf', noise)).toBe('corrupt')
    expect(await answer('noise.docx', noise)).toBe('corrupt')
  })
})

describe('Markdown', () => {
  it('takes metadata from its front matter and runs nothing in it', async () => {
    const derived = await text(
      'plan.md',
      '---\ntitle: "Plan: the year"\nauthor: Ada\ndate: 2026-03-04\ntags: [work, "#budget"]\n---\n# Heading\n\nBody words here.\n',
    )
    expect(derived).toMatchObject({
      title: 'Plan: the year',
      author: 'Ada',
      createdAt: '2026-03-04T00:00:00.000Z',
      labels: ['work', 'budget'],
    })
    expect(derived.text).toBe('# Heading\n\nBody words here.\n')
    const script = await text('script.md', '---js\n{ title: (globalThis.ran = true, "x") }\n---\nbody\n')
    expect(Reflect.get(globalThis, 'ran')).toBeUndefined()
    expect(script.text).toContain('body')
  })

  it('does not lose the body to front matter that bombs or never ends', async () => {
    const rows = 'abcdefgh'.split('').map((key, i, all) => `${key}: &${key} [${Array(9).fill(i ? `*${all[i - 1]}` : '"lol"')}]`)
    expect((await text('alias.md', `---\n${rows.join('\n')}\n---\n# Alias\n\nafter the bomb\n`)).text).toContain('after the bomb')
    expect((await text('open.md', `---\ntitle: never closed\n${'key: value\n'.repeat(9000)}axolotl\n`)).text).toContain('axolotl')
  })

  it('is titled by its first heading, which its passages then do not repeat', async () => {
    const derived = await text('note.md', '# Garden plan\n\nPlant beans in May.\n')
    expect(derived.title).toBe('Garden plan')
    expect(derived.chunks.map((chunk) => chunk.passageHash)).toEqual([hashOf('Garden plan\nPlant beans in May.')])
    const named = await text('note2.md', '# Garden plan\n\nPlant beans in May.\n', 'My page')
    expect(named.chunks[0]?.passageHash).toBe(hashOf('My page\nGarden plan\nPlant beans in May.'))
  })

  it('reads a bare file name into the title words, never into what is embedded', async () => {
    const [chunk] = (await text('kiwi_orders.txt', 'Nothing about fruit.')).chunks
    expect(chunk?.words.title).toContain('kiwi')
    expect(chunk?.passageHash).toBe(hashOf('Nothing about fruit.'))
  })
})

describe('HTML', () => {
  it('keeps headings, lists and tables and drops what is not read', async () => {
    const derived = await text(
      'page.html',
      `<html><head><title>The page</title><style>x{}</style></head><body><h2>Part</h2><p>One &amp; two<br>three</p><ul><li>first<li>second</ul>
       <table><tr><th>name</th><th>age</th></tr><tr><td>Ada</td><td>36</td></tr></table><script>evil()</script><pre>a  b</pre></body></html>`,
    )
    expect(derived.title).toBe('The page')
    expect(derived.text).toBe(
      '## Part\n\nOne & two\nthree\n\n- first\n- second\n\n| name | age |\n| --- | --- |\n| Ada | 36 |\n\n```\na  b\n```',
    )
  })

  it('puts what the page is about before what stands around it', async () => {
    const derived = await text(
      'article.html',
      '<body><nav><ul><li>Home</li></ul></nav><header><h2>Zoo News</h2></header><article><header><h1>On otters</h1></header><p>They swim.</p><aside>Read more</aside><p>They eat.</p></article><footer>Imprint</footer>',
    )
    expect(derived.text).toBe('## Zoo News\n\n# On otters\n\nThey swim.\n\nThey eat.\n\n#\n\n- Home\n\nRead more\n\nImprint')
    expect(derived.chunks.at(-1)?.heading).not.toContain('On otters')
    const marked = await text('main.html', '<div>Menu</div><div role="main"><h1>Body</h1><div>words</div></div><div>Foot</div>')
    expect(marked.text).toBe('# Body\n\nwords\n\n#\n\nMenu\n\nFoot')
    expect((await text('nav.html', '<nav>never closed <p>words of the page')).text).toBe('never closed\n\nwords of the page')
  })

  it('reads a hundred thousand nested elements', async () => {
    expect((await text('deep.html', `${'<div>'.repeat(100_000)}word${'</div>'.repeat(100_000)}`)).text).toBe('word')
    expect((await text('tables.html', `${'<b><i><table><tr><td>'.repeat(20_000)}word`)).text).toBe('word')
  })
})

describe('PDF', () => {
  it('gives its pages, title and dates', async () => {
    const pdf = makePdf(
      [['A line about otters and their diet-', 'ary habits.'], ['Second page.']],
      "/Title (On otters) /CreationDate (D:20260102030405+01'00')",
    )
    const derived = await text('otters.pdf', pdf)
    expect(derived).toMatchObject({ title: 'On otters', createdAt: '2026-01-02T02:04:05.000Z', mimeType: 'application/pdf' })
    expect(derived.text).toBe('A line about otters and their dietary habits.\n\nSecond page.')
  })

  it('is known by its first bytes and not by its name', async () => {
    expect((await text('otters.docx', makePdf([['Renamed otters.']]))).mimeType).toBe('application/pdf')
    expect((await text('page.pdf', '<html><body>wombat</body></html>')).text).toBe('wombat')
  })

  it('without text is empty, damaged is corrupt', async () => {
    expect(await answer('scan.pdf', makePdf([[]]))).toBe('empty')
    expect(await answer('broken.pdf', Buffer.concat([Buffer.from('%PDF-1.4\n'), Buffer.alloc(2000, 'x')]))).toBe('corrupt')
  })
})

describe('DOCX', () => {
  it('gives headings, tables and properties', async () => {
    const table =
      '<w:tbl><w:tr><w:tc><w:p><w:r><w:t>left</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>right</w:t></w:r></w:p></w:tc></w:tr></w:tbl>'
    const docx = makeDocx(wordParagraph('Body of the capybara.') + table, '<dc:title>On capybaras</dc:title><dc:creator>Ada</dc:creator>')
    const derived = await text('capybara.docx', docx)
    expect(derived).toMatchObject({ title: 'On capybaras', author: 'Ada' })
    expect(derived.text).toBe('Body of the capybara.\n\n| left | right |\n| --- | --- |')
  })

  it('is refused before it is unpacked when it unpacks to too much', async () => {
    expect(await answer('bomb.docx', makeZip({ 'word/document.xml': Buffer.alloc(30_000_000, ' ') }))).toBe('too-complex')
    expect(await answer('claims.docx', makeZip({ 'word/document.xml': 'x' }, 2_000_000_000))).toBe('too-complex')
  })

  it('with a password is encrypted, cut short corrupt, another zip an archive', async () => {
    const sealed = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(512), Buffer.from('EncryptedPackage', 'utf16le')])
    expect(await answer('sealed.docx', sealed)).toBe('encrypted')
    expect(await answer('cut.docx', makeDocx(wordParagraph('half')).subarray(0, 300))).toBe('corrupt')
    expect(await answer('other.zip', makeZip({ 'a.txt': 'a' }))).toBe('ok')
    expect(await answer('unnamed', makeZip({ 'a.txt': 'a' }))).toBe('ok')
  })
})

describe('a document that nobody reads here', () => {
  it('is known by its name and place', async () => {
    const path = join(folder, 'noise.bin')
    writeFileSync(path, Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * 7919) % 256)))
    const request = {
      content: { type: 'file', path },
      name: 'holiday_film.xyz',
      mimeType: 'application/octet-stream',
      title: null,
      path: ['Videos', 'Norway'],
    } as const
    const derived = await deriveDocument(request)
    expect(derived).toMatchObject({ status: 'skipped', reason: 'unsupported', known: { text: 'Videos / Norway / holiday_film.xyz' } })
    const { words } = (derived as { known: { words: { title: string; heading: string } } }).known
    expect(words.title.split(' ')).toEqual(expect.arrayContaining(['holiday', 'film']))
    expect(words.heading).toContain('norway')
  })
})

describe('files that are none', () => {
  it.skipIf(process.platform === 'win32')('are never opened through a link or waited for', async () => {
    const target = join(folder, 'target.txt')
    writeFileSync(target, 'secret')
    symlinkSync(target, join(folder, 'link.txt'))
    execFileSync('mkfifo', [join(folder, 'pipe.txt')])
    expect(await deriveAt(join(folder, 'link.txt'), 'link.txt')).toMatchObject({ status: 'skipped', reason: 'special-file' })
    expect(await deriveAt(join(folder, 'pipe.txt'), 'pipe.txt')).toMatchObject({ status: 'skipped', reason: 'special-file' })
    expect(await deriveAt(folder, 'folder.txt')).toMatchObject({ status: 'skipped', reason: 'special-file' })
  })

  it('say what is wrong', async () => {
    expect(await deriveAt(join(folder, 'missing.txt'), 'missing.txt')).toMatchObject({ problem: 'not-found' })
    expect(await answer('empty.md', '')).toBe('empty')
    expect(await answer('blank.pdf', ' \n')).toBe('empty')
  })

  it.skipIf(process.platform === 'win32' || process.getuid?.() === 0)('say when they must not be read', async () => {
    const path = join(folder, 'locked.txt')
    writeFileSync(path, 'locked')
    chmodSync(path, 0)
    expect(await deriveAt(path, 'locked.txt')).toMatchObject({ problem: 'forbidden' })
  })
})

describe('what is derived', () => {
  it('agrees with the passages that are rebuilt from the stored text', async () => {
    const source = `# Titel\n\n${'Ein Satz über Brücken und ihre Statik. '.repeat(40)}\n\n## Teil\n\n${'Noch ein Satz. '.repeat(30)}`
    const derived = await text('agree.md', source)
    expect(derived.chunks.length).toBeGreaterThan(3)
    for (const { start, end, heading, passageHash } of derived.chunks) {
      const rebuilt = passageText({ title: derived.title, heading, body: derived.text.slice(start, end) })
      expect(passageHash).toBe(hash('sha256', rebuilt).slice(0, 32))
    }
    expect(derived.language).toBe('de')
    expect(derived.contentHash).toBe(hash('sha256', source))
  })

  it('is the same for text that a source holds in memory', async () => {
    const request = { content: { type: 'text', text: '# One\n\ntwo' }, name: 'page', mimeType: 'text/markdown', title: 'Page' } as const
    expect(await deriveDocument(request)).toMatchObject({ status: 'ok', title: 'One', chunks: [{ start: 7, end: 10, heading: ['One'] }] })
  })
})
