import { ExtractError, Skipped } from './extracted.ts'
import { type Format, reader } from './formats.ts'
import { formatNamed } from './sniff.ts'
import { openZip } from './zip-check.ts'

/** The part that tells what a zip is, and what it is then read as. */
const byPart: readonly (readonly [part: RegExp, format: Format])[] = [[/^word\/document\d*\.xml$/i, 'docx']]

/**
 * What a zip is read as. A file whose name promises a document says what is wrong with it; any other is just none.
 * Throws Skipped and ExtractError.
 */
export async function formatOfZip(bytes: Buffer, name: string): Promise<Format> {
  const named = formatNamed(name)
  const promised = named !== undefined && reader(named).bytes !== undefined
  const zip = await openZip(bytes).catch((error: unknown) => {
    throw promised ? error : new Skipped('unsupported')
  })
  for (const [part, format] of byPart) if ([...zip.names].some((entry) => part.test(entry))) return format
  throw promised ? new ExtractError('corrupt', 'no document part') : new Skipped('unsupported')
}

/** What a file in the container of old Office programs is read as. Throws Skipped and ExtractError. */
export function formatOfOle(bytes: Buffer): Format {
  const sealed = bytes.includes(Buffer.from('EncryptedPackage', 'utf16le'))
  throw sealed ? new ExtractError('encrypted', 'Office file with a password') : new Skipped('unsupported')
}
