import { ExtractError, Skipped } from './extracted.ts'
import { type Format, reader } from './formats.ts'
import { openOle } from './ole.ts'
import { formatNamed } from './sniff.ts'
import { openZip } from './zip-check.ts'

/** The part that tells what a zip is, and what it is then read as. */
const zipParts: readonly (readonly [part: RegExp, format: Format])[] = [
  [/^word\/document\d*\.xml$/i, 'docx'],
  [/^xl\/workbook\d*\.(xml|bin)$/i, 'workbook'],
  [/^ppt\/presentation\d*\.xml$/i, 'pptx'],
  [/^META-INF\/container\.xml$/, 'epub'],
]

/** What OpenDocument, its forerunner and EPUB say of themselves in their first entry. */
const zipTypes: readonly (readonly [type: RegExp, format: Format])[] = [
  [/opendocument\.spreadsheet|sun\.xml\.calc/, 'workbook'],
  [/opendocument\.(text|presentation|graphics)|sun\.xml\.(writer|impress|draw)/, 'odf'],
  [/epub\+zip/, 'epub'],
]

const oleStreams: readonly (readonly [stream: RegExp, format: Format])[] = [
  [/^WordDocument$/i, 'doc'],
  [/^PowerPoint Document$/i, 'ppt'],
  [/^(Workbook|Book)$/i, 'workbook'],
  [/^__properties_version1\.0$/, 'msg'],
]

/** Whether a name promises a document that is no plain text, so that what is wrong with it has to be said. */
function promised(name: string): boolean {
  const named = formatNamed(name)
  return named !== undefined && reader(named).bytes !== undefined
}

/**
 * What a zip is read as. A file whose name promises a document says what is wrong with it; any other is an archive.
 * Throws Skipped and ExtractError.
 */
export async function formatOfZip(bytes: Buffer, name: string): Promise<Format> {
  const zip = await openZip(bytes).catch((error: unknown) => {
    if (promised(name)) throw error
    return null
  })
  if (zip === null) return 'archive'
  const type = (await zip.read('mimetype', 1024).catch(() => null))?.toString('latin1') ?? ''
  const format =
    zipTypes.find(([pattern]) => pattern.test(type)) ?? zipParts.find(([part]) => [...zip.names].some((entry) => part.test(entry)))
  if (format !== undefined) return format[1]
  const named = formatNamed(name)
  // OpenDocument works without saying what it is.
  if (named !== undefined && zip.names.has('content.xml')) return named
  if (promised(name)) throw new ExtractError('corrupt', 'no document part')
  return 'archive'
}

/** What a compound file of old Office programs is read as. Throws Skipped and ExtractError. */
export function formatOfOle(bytes: Buffer, name: string): Format {
  const names = openContainer(bytes, name)
  if (names.includes('EncryptedPackage')) throw new ExtractError('encrypted', 'Office file with a password')
  for (const [stream, format] of oleStreams) if (names.some((entry) => stream.test(entry))) return format
  throw promised(name) ? new ExtractError('corrupt', 'no document stream') : new Skipped('unsupported')
}

function openContainer(bytes: Buffer, name: string): readonly string[] {
  try {
    return openOle(bytes).names
  } catch (error) {
    if (bytes.includes(Buffer.from('EncryptedPackage', 'utf16le'))) return ['EncryptedPackage']
    throw promised(name) ? error : new Skipped('unsupported')
  }
}
