import { setImmediate } from 'node:timers/promises'
import type { Change } from '../connector.ts'
import { type Entry, type Folder, folderOf, listFolder } from './listing.ts'
import { badName, look, unseen } from './look.ts'
import type { Segment } from './names.ts'
import { rootLost } from './root.ts'
import { isAbsent, type Tree } from './tree.ts'

/** Some files of one folder, newest first. */
export interface Block {
  readonly changes: readonly Change[]
  /** A walk that starts after this id goes on behind the block; null when only what came before it says where. */
  readonly after: string | null
}

/** Files looked at together: sorted newest first among themselves, and looked at again if a walk stops among them. */
const blockSize = 1_000

/**
 * Lists a folder and all below it: a folder's files before its subfolders, each in the order of their names, so that a
 * walk can go on behind any place without looking at what lies before it. `behind` is that place, as names from the
 * folder down; empty for the whole. Links are not followed. What cannot be read is said to be `unseen`; the root itself
 * must be readable, or this throws `offline`.
 */
export async function* walk(tree: Tree, folder: Folder, behind: readonly Segment[], signal: AbortSignal): AsyncGenerator<Block> {
  signal.throwIfAborted()
  const listed = await tryListing(tree, folder)
  if (listed.unseen !== undefined) yield { changes: [listed.unseen], after: null }
  const entries = [...listed.entries].sort((a, b) => compare(a.segment, b.segment))
  const [next, ...further] = behind
  if (further.length === 0) {
    const files = entries.filter((entry) => entry.kind !== 'folder' && (next === undefined || entry.segment > next))
    for (let at = 0; at < files.length; at += blockSize) {
      signal.throwIfAborted()
      const block = files.slice(at, at + blockSize)
      yield { changes: await lookAt(tree, folder, block), after: block.at(-1)!.id }
    }
  }
  for (const entry of entries) {
    if (entry.kind !== 'folder') continue
    if (further.length === 0) yield* walk(tree, folderOf(entry), [], signal)
    else if (entry.segment >= next!) yield* walk(tree, folderOf(entry), entry.segment === next ? further : [], signal)
  }
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

interface Listed {
  readonly entries: readonly Entry[]
  readonly unseen?: Change
}

/** What a folder holds: nothing when it is gone again, and `unseen` when it cannot be read. */
async function tryListing(tree: Tree, folder: Folder): Promise<Listed> {
  try {
    return { entries: (await listFolder(tree, folder)).entries }
  } catch (error) {
    if (folder.id === '') throw rootLost(tree.root, error)
    return isAbsent(error) ? { entries: [] } : { entries: [], unseen: unseen(folder.id, error) }
  }
}

async function lookAt(tree: Tree, folder: Folder, block: readonly Entry[]): Promise<readonly Change[]> {
  // Looks at a local disk leave no room for anything else of their own accord.
  await setImmediate()
  const looks = await Promise.all(block.map((entry) => look(tree, entry)))
  const changes = looks.filter((change) => change !== null && change !== 'absent')
  const absent = block.filter((_, at) => looks[at] === 'absent')
  if (absent.length > 0) changes.push(...(await lookAgain(tree, folder, absent)))
  return changes.sort((a, b) => compare(timeOf(b), timeOf(a)))
}

/** What its folder still names and still cannot be found was not deleted a moment ago: it has a name that cannot be opened. */
async function lookAgain(tree: Tree, folder: Folder, absent: readonly Entry[]): Promise<readonly Change[]> {
  const listed = await tryListing(tree, folder)
  const wanted = new Set(absent.map((entry) => entry.id))
  const still = listed.entries.filter((entry) => wanted.has(entry.id) && entry.kind !== 'folder')
  const looks = await Promise.all(still.map(async (entry) => ({ entry, change: await look(tree, entry) })))
  return looks.flatMap(({ entry, change }) => (change === null ? [] : [change === 'absent' ? badName(entry) : change]))
}

const timeOf = (change: Change) => ('ref' in change ? change.ref.updatedAt : '')
