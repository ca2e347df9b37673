import { ExtractError } from './extracted.ts'
import type { OfficePackage, Relation } from './office-package.ts'
import { openOle } from './ole.ts'
import type { Parts } from './parts.ts'

/** Of one embedded file, unpacked. */
const mostEmbedded = 50 * 1_048_576

/**
 * Adds the documents that somebody put into an Office document as objects, as parts of it. Relations are those of the
 * part they stand in; a chart's own sheet is no document and is not among them.
 */
export async function addEmbedded(file: OfficePackage, relations: readonly Relation[], parts: Parts): Promise<void> {
  if (!parts.takes('document')) return
  for (const { type, target, external } of relations) {
    if (external || (type !== 'package' && type !== 'oleObject') || parts.isFull()) continue
    const name = target.split('/').at(-1)!
    try {
      const content = await file.bytes(target, mostEmbedded)
      const object = content === null ? null : type === 'package' ? { name, content } : fromObject(content, name)
      if (object !== null) await parts.file({ container: 'document', name: object.name }, [object.content])
    } catch (error) {
      if (!(error instanceof ExtractError)) throw error
      parts.failed({ container: 'document', name }, error.problem, error.message)
    }
  }
}

interface Embedded {
  readonly name: string
  readonly content: Buffer
}

/** The file inside an OLE object: packed as any file, as a new Office file, as a PDF, or the object is an old Office file itself. */
function fromObject(bytes: Buffer, name: string): Embedded | null {
  const ole = openOle(bytes)
  const native = ole.read('\u0001Ole10Native')
  if (native !== null) return fromPackager(native, name)
  const packed = ole.read('Package') ?? ole.read('CONTENTS')
  const base = name.replace(/\.bin$/i, '')
  if (packed !== null) return { name: packed.toString('latin1', 0, 4) === '%PDF' ? `${base}.pdf` : base, content: packed }
  const own = [
    ['WordDocument', 'doc'],
    ['Workbook', 'xls'],
    ['PowerPoint Document', 'ppt'],
    ['__properties_version1.0', 'msg'],
  ].find(([stream]) => ole.names.includes(stream!))
  return own === undefined ? null : { name: `${base}.${own[1]}`, content: bytes }
}

/** What Windows' packager writes (MS-OLEDS leaves it open): a length, a label, paths that end with NUL, then the file. */
function fromPackager(native: Buffer, name: string): Embedded | null {
  let at = 6
  const text = (): string => {
    const end = native.indexOf(0, at)
    const found = native.toString('latin1', at, end < 0 ? native.length : end)
    at = end < 0 ? native.length : end + 1
    return found
  }
  const label = text()
  text()
  at += 4
  if (at + 4 > native.length) return null
  at += 4 + native.readUInt32LE(at)
  if (at + 4 > native.length) return null
  const length = native.readUInt32LE(at)
  const content = native.subarray(at + 4, at + 4 + length)
  return content.length === 0 ? null : { name: label.split(/[\\/]/).at(-1) || name, content }
}
