import { constants, type Dirent } from 'node:fs'
import { open, readdir } from 'node:fs/promises'
import { sep } from 'node:path'
import { shownName } from '../../../shared/shown-name.ts'
import { displayName, idBelow, pathOf, type Segment, segmentOf } from './names.ts'
import { isPlaceholder } from './placeholder.ts'
import { ignoreFileNames, type Rules, rootRules } from './rules.ts'
import { isAbsent, type Tree } from './tree.ts'

/** A folder on the way down: who it is, and what its parents' rules say of it. */
export interface Folder {
  readonly id: string
  /** Names from the root down to this folder, for people. */
  readonly path: readonly string[]
  readonly rules: Rules
}

/** One name in a folder that the rules let in. */
export interface Entry {
  readonly id: string
  readonly segment: Segment
  readonly name: string
  /** `special` is what must never be opened: pipes, sockets, devices. */
  readonly kind: 'file' | 'folder' | 'link' | 'special'
  readonly folder: Folder
}

export const rootFolder = (tree: Tree): Folder => ({ id: '', path: [], rules: rootRules(tree.settings) })

export const folderOf = (entry: Entry): Folder => ({
  id: entry.id,
  path: [...entry.folder.path, shownName(entry.name)],
  rules: entry.folder.rules.enter(entry.name),
})

/** What a folder holds, in no order. */
export interface Held {
  /** What its rules let in. */
  readonly entries: readonly Entry[]
  /** The names that its rules leave out. */
  readonly leftOut: readonly Segment[]
}

/** Reads one folder. Throws what the disk says. */
export async function listFolder(tree: Tree, folder: Folder): Promise<Held> {
  const found = await namesIn(pathOf(tree.root, folder.id))
  const rules = tree.settings.ignoreFiles ? folder.rules.obeying(await ignoreTexts(tree, folder, found)) : folder.rules
  const here = { ...folder, rules }
  const held = { entries: [] as Entry[], leftOut: [] as Segment[] }
  for (const { segment, kind } of found) {
    const name = displayName(segment)
    if (rules.leavesOut(name, kind === 'folder')) held.leftOut.push(segment)
    else held.entries.push({ id: idBelow(folder.id, segment), segment, name, kind, folder: here })
  }
  return held
}

type Found = Pick<Entry, 'segment' | 'kind'>

async function namesIn(path: string | Buffer): Promise<readonly Found[]> {
  if (typeof path === 'string') {
    const entries = await readdir(path, { withFileTypes: true })
    // Bytes that are no UTF-8 come out as U+FFFD, and a path with that would not be found again.
    if (!entries.some((entry) => entry.name.includes('\uFFFD')))
      return entries.map((entry) => ({ segment: entry.name, kind: kindOf(entry) }))
  }
  const entries = await readdir(path, { withFileTypes: true, encoding: 'buffer' })
  return entries.map((entry) => ({ segment: segmentOf(entry.name), kind: kindOf(entry) }))
}

const kindOf = (entry: Pick<Dirent, 'isFile' | 'isDirectory' | 'isSymbolicLink'>): Entry['kind'] =>
  entry.isFile() ? 'file' : entry.isDirectory() ? 'folder' : entry.isSymbolicLink() ? 'link' : 'special'

async function ignoreTexts(tree: Tree, folder: Folder, found: readonly Found[]): Promise<readonly string[]> {
  const texts = []
  for (const name of ignoreFileNames)
    if (found.some(({ segment, kind }) => segment === name && kind === 'file'))
      texts.push(await readIgnoreFile(tree, pathOf(tree.root, idBelow(folder.id, name))))
  return texts.filter((text) => text !== null)
}

/** A rule file of a megabyte is none. */
const largestIgnoreFile = 1_000_000

/** The text of an ignore file; null when it is absent, or nothing that may be opened. */
export async function readIgnoreFile(tree: Tree, path: string | Buffer): Promise<string | null> {
  try {
    const stats = await tree.looks.lstat(path)
    if (!stats.isFile() || stats.size > largestIgnoreFile || isPlaceholder(stats, tree.volume)) return null
    // Not blocking: it may have become a pipe since.
    const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
    try {
      return await file.readFile('utf8')
    } finally {
      await file.close()
    }
  } catch (error) {
    if (!isAbsent(error)) tree.log.warn('an ignore file cannot be read', { path: path.toString().split(sep).at(-1)!, error: String(error) })
    return null
  }
}
