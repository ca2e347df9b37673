import { realpath as realpathOf } from 'node:fs'
import { stat, statfs } from 'node:fs/promises'
import { promisify } from 'node:util'
import { MagpieError } from '../../../shared/problem.ts'
import { ConnectorError } from '../connector.ts'
import { errnoOf, isForbidden } from './tree.ts'

/** The root as it is now. */
export interface Root {
  /** Device, file number, birth and file system of the folder. */
  readonly identity: string
  /** Its path with links resolved. */
  readonly realRoot: string
}

/** A dead share answers no system call, and each one left waiting blocks a thread. So only one is ever sent. */
export type LookAtRoot = (signal: AbortSignal) => Promise<Root>

const patienceMs = 5_000

/** Finds out what the root is now. Throws `offline` when it cannot be opened, is no folder, or does not answer in time. */
export function createLookAtRoot(path: string, timeoutMs = patienceMs, find = findRoot): LookAtRoot {
  let waiting: Promise<Root> | null = null
  return async (signal) => {
    signal.throwIfAborted()
    if (waiting === null) {
      waiting = find(path).finally(() => {
        waiting = null
      })
      waiting.catch(() => {})
    }
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`no answer within ${timeoutMs} ms`)), timeoutMs)
    })
    try {
      return await Promise.race([waiting, late])
    } catch (error) {
      throw rootLost(path, error)
    } finally {
      clearTimeout(timer)
    }
  }
}

const realpath = promisify(realpathOf.native)

async function findRoot(path: string): Promise<Root> {
  const [stats, fileSystem, realRoot] = await Promise.all([stat(path, { bigint: true }), statfs(path), realpath(path)])
  if (!stats.isDirectory()) throw Object.assign(new Error(`${path} is no folder`), { code: 'ENOTDIR' })
  return { identity: [stats.dev, stats.ino, stats.birthtimeNs, fileSystem.type].join(':'), realRoot }
}

/** Whatever keeps the root from being opened, its source is offline. For people it is told by the MagpieError in `cause`. */
export function rootLost(path: string, error: unknown): ConnectorError {
  if (error instanceof ConnectorError) return error
  const errno = errnoOf(error)
  const code =
    errno === 'ENOENT' ? 'folder-missing' : errno === 'ENOTDIR' ? 'folder-not-a-folder' : isForbidden(error) ? 'folder-unreadable' : null
  const cause = code === null ? error : new MagpieError(code, { path }, error)
  return new ConnectorError('offline', `Cannot open ${path}: ${error instanceof Error ? error.message : String(error)}`, { cause })
}
