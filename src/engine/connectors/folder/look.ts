import type { BigIntStats } from 'node:fs'
import type { SkipReason } from '../../../shared/model.ts'
import { type Change, ConnectorError, type DocumentRef } from '../connector.ts'
import { judgeLink } from './links.ts'
import type { Entry } from './listing.ts'
import { mimeTypeOf } from './mime-types.ts'
import { pathOf, urlOf } from './names.ts'
import { isPlaceholder } from './placeholder.ts'
import { errnoOf, isAbsent, isForbidden, type Tree } from './tree.ts'
import { fingerprintOf, isUncertain, timeOf, versionOf } from './version.ts'

/**
 * What is to be said of one entry that is no folder. Null when there is nothing to say: a link that adds nothing.
 * `absent` when its folder names it and it cannot be found: just deleted, or a name this system cannot open.
 */
export async function look(tree: Tree, entry: Entry): Promise<Change | null | 'absent'> {
  let stats: BigIntStats
  try {
    stats = await tree.looks.lstat(pathOf(tree.root, entry.id))
  } catch (error) {
    return isAbsent(error) ? 'absent' : failure(entry, unreachable(entry.id, error))
  }
  // The disk's own word counts: the entry may have been replaced since its folder was read.
  if (stats.isDirectory()) return 'absent'
  if (stats.isSymbolicLink()) {
    const reason = await judgeLink(tree, entry.id)
    return reason === null ? null : { type: 'skip', ref: refOf(tree, entry, stats), reason }
  }
  const reason = reasonToSkip(tree, stats)
  const ref = refOf(tree, entry, stats)
  return reason === null ? { type: 'upsert', ref } : { type: 'skip', ref, reason }
}

const failure = (entry: Entry, error: ConnectorError): Change => ({ type: 'failure', id: entry.id, title: entry.name, error })

/** An entry that its folder goes on naming although it cannot be found. */
export const badName = (entry: Entry): Change =>
  failure(entry, new ConnectorError('bad-name', `This system cannot open a file of this name: ${JSON.stringify(entry.id)}`))

/** A folder that cannot be read: whatever is known below it stays. */
export const unseen = (folder: string, cause: unknown): Change => ({
  type: 'unseen',
  prefix: `${folder}/`,
  error: unreachable(folder, cause),
})

/** What a failed look at a file or folder means for it. */
function unreachable(id: string, cause: unknown): ConnectorError {
  const problem = isForbidden(cause) ? 'forbidden' : errnoOf(cause) === 'ENAMETOOLONG' ? 'bad-name' : 'unreadable'
  return new ConnectorError(problem, `Cannot look at ${JSON.stringify(id)}`, { cause })
}

function reasonToSkip(tree: Tree, stats: BigIntStats): SkipReason | null {
  if (!stats.isFile()) return 'special-file'
  if (stats.size === 0n) return 'empty'
  if (stats.size > tree.settings.maxBytes) return 'too-large'
  return isPlaceholder(stats, tree.volume) ? 'online-only' : null
}

function refOf(tree: Tree, entry: Entry, stats: BigIntStats): DocumentRef {
  const fingerprint = fingerprintOf(stats, tree.volume)
  return {
    id: entry.id,
    version: versionOf(stats, tree.volume),
    ...(isUncertain(stats, tree.volume, tree.now()) ? { versionUncertain: true } : {}),
    ...(fingerprint === null ? {} : { fingerprint }),
    title: entry.name,
    titled: false,
    url: urlOf(tree.root, entry.id),
    ...(stats.birthtimeNs > 0n ? { createdAt: timeOf(stats.birthtimeNs) } : {}),
    updatedAt: timeOf(stats.mtimeNs),
    mimeType: mimeTypeOf(entry.name),
    size: Number(stats.size),
    path: entry.folder.path,
  }
}
