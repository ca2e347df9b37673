import { crc32, deflateRawSync } from 'node:zlib'

/** A zip with these entries, for tests. `claim` makes the directory promise another unpacked size. */
export function makeZip(entries: Readonly<Record<string, string | Buffer>>, claim?: number): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [name, content] of Object.entries(entries)) {
    const raw = Buffer.from(content)
    const packed = deflateRawSync(raw)
    const fields = Buffer.alloc(26)
    fields.writeUInt16LE(20, 0)
    fields.writeUInt16LE(8, 4)
    fields.writeUInt32LE(crc32(raw), 10)
    fields.writeUInt32LE(packed.length, 14)
    fields.writeUInt32LE(claim ?? raw.length, 18)
    fields.writeUInt16LE(Buffer.byteLength(name), 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), fields, Buffer.from(name), packed])
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE(offset, 10)
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\0'), fields, rest, Buffer.from(name)]))
    parts.push(local)
    offset += local.length
  }
  const central = Buffer.concat(directory)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(directory.length, 4)
  end.writeUInt16LE(directory.length, 6)
  end.writeUInt32LE(central.length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...parts, central, Buffer.from('PK\x05\x06'), end])
}

const relationTypes = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** An Office Open XML file for tests: its main part, and parts it relates to by name (`r1`, `r2` … in this order). */
export function makeOffice(
  main: string,
  xml: string,
  parts: Readonly<Record<string, { readonly type: string; readonly xml: string | Buffer }>> = {},
  properties = '',
): Buffer {
  const folder = main.slice(0, main.lastIndexOf('/') + 1)
  const relations = (rows: readonly (readonly [type: string, target: string])[]) =>
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${rows
      .map(([type, target], i) => `<Relationship Id="r${i + 1}" Type="${relationTypes}/${type}" Target="${target}"/>`)
      .join('')}</Relationships>`
  return makeZip({
    '_rels/.rels': relations([['officeDocument', main]]),
    'docProps/core.xml': `<cp:coreProperties xmlns:cp="c" xmlns:dc="d" xmlns:dcterms="t">${properties}</cp:coreProperties>`,
    [main]: xml,
    [`${folder}_rels/${main.slice(folder.length)}.rels`]: relations(Object.entries(parts).map(([name, { type }]) => [type, `/${name}`])),
    ...Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, part.xml])),
  })
}

/** A Word document whose body is this WordprocessingML, for tests. */
export function makeDocx(body: string, properties = ''): Buffer {
  const word = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
  return makeOffice('word/document.xml', `<w:document xmlns:w="${word}"><w:body>${body}</w:body></w:document>`, {}, properties)
}

/** One paragraph for `makeDocx`. */
export const wordParagraph = (text: string, style = ''): string =>
  `<w:p>${style ? `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>` : ''}<w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`

/** A PDF with these lines on each page, in a standard font, for tests. `info` is the inside of its information dictionary. */
export const makePdf = (pages: readonly (readonly string[])[], info = ''): Buffer =>
  drawPdf(
    pages.map((lines) => `BT /F1 12 Tf 72 720 Td 14 TL\n${lines.map((line) => `${pdfString(line)} Tj T*`).join('\n')}\nET`),
    info,
  )

/** What shows these words at this place, in points from the lower left corner, for `drawPdf`. */
export const drawText = (text: string, x: number, y: number, size = 10): string => `BT /F1 ${size} Tf ${x} ${y} Td ${pdfString(text)} Tj ET`

const pdfString = (text: string) => `(${text.replace(/[()\\]/g, '\\$&')})`

/** A PDF of pages drawn by these content streams, with Helvetica as `/F1`. `extra` is added to every page's dictionary, `more` are objects from number 5 on. */
export function drawPdf(streams: readonly string[], info = '', extra = '', more: readonly string[] = [], resources = ''): Buffer {
  const objects: string[] = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '',
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    `<< ${info} >>`,
    ...more,
  ]
  const kids: string[] = []
  for (const stream of streams) {
    objects.push(`<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`)
    objects.push(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents ${objects.length} 0 R /Resources << /Font << /F1 3 0 R >> ${resources} >> ${extra} >>`,
    )
    kids.push(`${objects.length} 0 R`)
  }
  objects[1] = `<< /Type /Pages /Kids [${kids.join(' ')}] /Count ${kids.length} >>`
  let text = '%PDF-1.4\n'
  const offsets = objects.map((object, i) => {
    const at = text.length
    text += `${i + 1} 0 obj\n${object}\nendobj\n`
    return at
  })
  const xref = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')
  const start = text.length
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${xref}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /Info 4 0 R >>\nstartxref\n${start}\n%%EOF\n`
  return Buffer.from(text, 'latin1')
}
