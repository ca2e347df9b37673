import { randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, sep } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { ConnectorError, type Content, type DocumentRef } from '../connector.ts'
import { pathOf } from './names.ts'
import { isPlaceholder } from './placeholder.ts'
import { isAbsent, isForbidden, type Tree } from './tree.ts'

/**
 * Hands over a file by its path, after one more look: since the listing it may have become a pipe, a link's target or a
 * placeholder, none of which may be opened. A path that no string can hold is handed over as a copy.
 */
export async function readFile(tree: Tree, ref: DocumentRef, signal: AbortSignal): Promise<Content> {
  const path = pathOf(tree.root, ref.id)
  try {
    const stats = await tree.looks.lstat(path)
    const real = await tree.looks.realpath(path)
    const isBelowRoot = real.toString('latin1').startsWith(Buffer.from(withSep(tree.realRoot)).toString('latin1'))
    if (!stats.isFile() || !isBelowRoot || isPlaceholder(stats, tree.volume) || stats.size > tree.settings.maxBytes)
      throw new ConnectorError('changed-while-read', `${ref.id} is no longer the file that was listed`)
    await tree.looks.mayRead(path)
    return typeof path === 'string' ? { type: 'file', path, scratch: false } : await copy(path, signal)
  } catch (error) {
    signal.throwIfAborted()
    if (error instanceof ConnectorError) throw error
    const problem = isAbsent(error) ? 'not-found' : isForbidden(error) ? 'forbidden' : 'unreadable'
    throw new ConnectorError(problem, `Cannot read ${JSON.stringify(ref.id)}`, { cause: error })
  }
}

const withSep = (path: string) => (path.endsWith(sep) ? path : path + sep)

async function copy(path: Buffer, signal: AbortSignal): Promise<Content> {
  const scratch = join(tmpdir(), `magpie-${randomUUID()}`)
  await pipeline(createReadStream(path), createWriteStream(scratch, { flags: 'wx', mode: 0o600 }), { signal })
  return { type: 'file', path: scratch, scratch: true }
}
