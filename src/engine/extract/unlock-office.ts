import officeCrypto from 'officecrypto-tool'
import { ExtractError } from './extracted.ts'

/**
 * An Office file without its seal, by its password: the modern kinds (ECMA-376, agile and standard) and what Word, Excel and
 * PowerPoint did before 2007. Throws ExtractError `encrypted` when the password is wrong.
 */
export async function unlockOffice(bytes: Buffer, password: string): Promise<Buffer> {
  try {
    return await officeCrypto.decrypt(bytes, { password })
  } catch (cause) {
    throw new ExtractError('encrypted', String(cause).slice(0, 300), cause)
  }
}
