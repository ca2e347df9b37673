import { describe, expect, it } from 'vitest'
import { extractOdf } from './odf.ts'
import { makeZip } from './sample-files.ts'

const spaces = ['office', 'text', 'table', 'drawing', 'style', 'presentation', 'svg-compatible', 'meta']
  .map(
    (name) => `xmlns:${name === 'drawing' ? 'draw' : name.replace('-compatible', '')}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`,
  )
  .join(' ')
const content = (body: string, styles = '') =>
  `<office:document-content ${spaces} xmlns:dc="http://purl.org/dc/elements/1.1/"><office:automatic-styles>${styles}</office:automatic-styles><office:body>${body}</office:body></office:document-content>`
const odt = (body: string, styles?: string, parts: Record<string, string> = {}) =>
  makeZip({
    mimetype: 'application/vnd.oasis.opendocument.text',
    'content.xml': content(`<office:text>${body}</office:text>`, styles),
    ...parts,
  })
const text = async (bytes: Buffer) => (await extractOdf(bytes)).text

describe('a text', () => {
  it('keeps headings, lists, tables, notes and comments', async () => {
    const styles = '<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1"/></text:list-style>'
    const body = `<text:h text:outline-level="2">Part</text:h><text:p>Said<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>where</text:p></text:note-body></text:note> here<office:annotation><dc:creator>Grace</dc:creator><text:p>Sure?</text:p></office:annotation>.</text:p>
      <text:list text:style-name="L1"><text:list-item><text:p>one</text:p><text:list><text:list-item><text:p>inner</text:p></text:list-item></text:list></text:list-item><text:list-item><text:p>two</text:p></text:list-item></text:list>
      <table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell><table:table-cell><text:p>b</text:p></table:table-cell></table:table-row></table:table>`
    expect(await text(odt(body, styles))).toBe(
      '## Part\n\nSaid[^1] here.\n\n1. one\n  - inner\n2. two\n\n| a | b |\n| --- | --- |\n\n[^1]: where\n\n## Comments\n\n- Grace: Sure?',
    )
  })

  it('leaves out what was deleted and reads a text box behind its paragraph', async () => {
    const body = `<text:tracked-changes><text:p>gone</text:p></text:tracked-changes><text:p>Before<draw:frame><draw:text-box><text:p>boxed</text:p></draw:text-box><svg:desc>An otter</svg:desc></draw:frame> after</text:p>`
    expect(await text(odt(body))).toBe('Before An otter after\n\nboxed')
  })

  it('gives headers and footers once, and properties', async () => {
    const header = '<style:header><text:p>Acme Ltd</text:p></style:header>'
    const styles = `<office:document-styles ${spaces}><office:master-styles><style:master-page>${header}</style:master-page><style:master-page>${header}</style:master-page></office:master-styles></office:document-styles>`
    const meta = `<office:document-meta ${spaces} xmlns:dc="http://purl.org/dc/elements/1.1/"><office:meta><dc:title>Report</dc:title><meta:initial-creator>Ada</meta:initial-creator><meta:creation-date>2026-01-02T03:04:05</meta:creation-date></office:meta></office:document-meta>`
    const derived = await extractOdf(odt('<text:p>Body</text:p>', '', { 'styles.xml': styles, 'meta.xml': meta }))
    expect(derived.text).toBe('Body\n\nAcme Ltd')
    expect(derived).toMatchObject({ title: 'Report', author: 'Ada' })
    expect(derived.createdAt).toMatch(/^2026-01-02/)
  })

  it('with a password is encrypted, without content corrupt', async () => {
    const manifest = { 'META-INF/manifest.xml': '<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>' }
    await expect(extractOdf(odt('', '', manifest))).rejects.toMatchObject({ problem: 'encrypted' })
    await expect(extractOdf(makeZip({ 'meta.xml': '' }))).rejects.toMatchObject({ problem: 'corrupt' })
  })

  it('may lie in one flat file', async () => {
    const flat = `<?xml version="1.0"?><office:document ${spaces}><office:body><office:text><text:p>Flat words</text:p></office:text></office:body></office:document>`
    expect(await text(Buffer.from(flat))).toBe('Flat words')
  })
})

it('gives the slides of a presentation with their notes', async () => {
  const body = `<office:presentation><draw:page><draw:frame presentation:class="title"><draw:text-box><text:p>Plan</text:p></draw:text-box></draw:frame><draw:frame><draw:text-box><text:p>Words</text:p></draw:text-box></draw:frame><presentation:notes><draw:frame><draw:text-box><text:p>Speak slowly</text:p></draw:text-box></draw:frame></presentation:notes></draw:page></office:presentation>`
  expect(await text(makeZip({ 'content.xml': content(body) }))).toBe('## Slide 1: Plan\n\nWords\n\n### Notes\n\nSpeak slowly')
})
