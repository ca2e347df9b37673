import { opendir } from 'node:fs/promises'
import { ConnectorError } from '../connector.ts'
import { pathOf } from './names.ts'
import { type Root, rootLost } from './root.ts'
import type { Sentinels } from './sentinels.ts'
import type { Lstat } from './tree.ts'

/** What a root was when it was last listed. A type, not an interface: it is part of a cursor. */
export type RootMark = {
  readonly identity: string
  readonly sentinels: Sentinels
}

/** Tells the root that was indexed from another in its place: an unmounted share leaves an empty folder behind. */
export interface RootGuard {
  /** What an earlier run knew; what this process has seen itself counts more. */
  remember(mark: RootMark): void
  /** What a listing or feed just found. */
  mark(mark: RootMark): void
  /** By what the root is known now. */
  sentinels(): Sentinels
  /** Throws `offline` when the root may be another one. */
  pass(root: Root, isLocal: boolean, lstat: Lstat): Promise<void>
  /** The same before documents are removed: an empty root that never was seen with a file in it is not believed. */
  passForRemoval(root: Root): Promise<void>
}

export function createRootGuard(path: string): RootGuard {
  let known: RootMark | null = null
  /** The identity under which there were files. */
  let proven: string | null = null
  return {
    remember: (mark) => {
      known ??= mark
    },
    mark: (mark) => {
      known = mark
      if (mark.sentinels.length > 0) proven = mark.identity
    },
    sentinels: () => known?.sentinels ?? [],
    pass: async (root, isLocal, lstat) => {
      if (known === null || known.sentinels.length === 0) return
      // A local folder may be emptied. A share that is found empty is more likely not there.
      const isSame = root.identity === known.identity && (isLocal || !(await isEmpty(path)))
      if (!isSame && !(await anyLeft(path, known.sentinels, lstat)))
        throw new ConnectorError('offline', `${path} holds nothing of what it held; perhaps its disk is not connected`)
      proven = root.identity
    },
    passForRemoval: async (root) => {
      if (root.identity !== proven && (await isEmpty(path)))
        throw new ConnectorError('offline', `${path} is empty; perhaps its disk is not connected`)
    },
  }
}

async function anyLeft(path: string, sentinels: Sentinels, lstat: Lstat): Promise<boolean> {
  for (const [id, size] of sentinels) {
    const stats = await lstat(pathOf(path, id)).catch(() => null)
    if (stats?.isFile() && Number(stats.size) === size) return true
  }
  return false
}

async function isEmpty(path: string): Promise<boolean> {
  try {
    const folder = await opendir(path)
    const first = await folder.read()
    await folder.close()
    return first === null
  } catch (error) {
    throw rootLost(path, error)
  }
}
