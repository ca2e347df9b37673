import { extname } from 'node:path'
import { type Format, formats, reader } from './formats.ts'

/**
 * What the first bytes, the name and the source make a document out to be. `zip` and `ole` hold one of many formats and
 * have to be opened to know which.
 */
export type Sniffed = Format | 'zip' | 'ole'

const names = Object.keys(formats) as Format[]
const byExtension = new Map(
  names.flatMap((format) =>
    reader(format)
      .extensions.split(' ')
      .map((extension) => [`.${extension}`, format]),
  ),
)

/** The format a name promises; undefined when it promises none. */
export const formatNamed = (name: string): Format | undefined => byExtension.get(extname(name).toLowerCase())

/**
 * What a document is, by what its first bytes say, then its extension, then what its source said.
 * `prose` still has to prove that it is text.
 */
export function sniffFormat(head: Buffer, name: string, mimeType: string): Sniffed {
  if (head.subarray(0, 1024).includes('%PDF-')) return 'pdf'
  // Readers of PDF do without the mark.
  if (formatNamed(name) === 'pdf' && /\d obj\b|trailer|startxref|xref/.test(head.toString('latin1'))) return 'pdf'
  if (startsWith(head, [0x50, 0x4b, 0x03, 0x04]) || startsWith(head, [0x50, 0x4b, 0x05, 0x06])) return 'zip'
  if (startsWith(head, [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])) return 'ole'
  if (head.toString('latin1', 0, 64).includes('{\\rtf')) return 'rtf'
  if (startsWith(head, [0x1f, 0x8b]) || startsWith(head, [0x28, 0xb5, 0x2f, 0xfd])) return 'packed'
  if (startsWith(head, [0x89, 0x50, 0x4e, 0x47]) || startsWith(head, [0xff, 0xd8, 0xff])) return 'picture'
  if (head.toString('latin1', 257, 262) === 'ustar') return 'tar'
  if (name === 'entities.xml' && head.includes('<hibernate-generic')) return 'space'
  const named = formatNamed(name) ?? names.find((format) => reader(format).mime?.test(mimeType))
  if (named === undefined) return looksLikeHtml(head) ? 'html' : mailOrProse(head)
  // Programs write web pages and plain text under the names of documents. Flat OpenDocument, many sheets and mail have no such mark.
  const marked = reader(named).bytes !== undefined && !['odf', 'workbook', 'mail', 'picture'].includes(named)
  if (marked) return looksLikeHtml(head) ? 'html' : 'prose'
  return named === 'workbook' && looksLikeHtml(head) ? 'html' : named
}

/** Messages in folders of mail programs have names without an end. */
function mailOrProse(head: Buffer): Format {
  const text = head.toString('latin1')
  if (/^From \S.{0,500}\d\d:\d\d/.test(text)) return 'mailbox'
  const headers = /^(?:[\w-]{2,60}:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*)+/.exec(text)?.[0] ?? ''
  return /^from:/im.test(headers) && /^(date|received|message-id):/im.test(headers) ? 'mail' : 'prose'
}

const startsWith = (head: Buffer, magic: readonly number[]) => magic.every((byte, i) => head[i] === byte)

const looksLikeHtml = (head: Buffer) =>
  /^\s*(<!--[^>]*-->\s*)*<(!doctype html|html|head|body)[\s>]/i.test(head.toString('latin1', 0, 1024).replace(/^\u00ef\u00bb\u00bf/, ''))
