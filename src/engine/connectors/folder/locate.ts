import type { GoneWhy } from '../../../shared/model.ts'
import type { Change } from '../connector.ts'
import { type Entry, type Folder, folderOf, listFolder, rootFolder } from './listing.ts'
import { unseen } from './look.ts'
import { segmentsOf } from './names.ts'
import { rootLost } from './root.ts'
import { isAbsent, type Tree } from './tree.ts'

/** Where a listing would come upon an id now. `gone`: it would not. `unseen`: a folder on the way cannot be read. */
export type Located =
  | { readonly type: 'here'; readonly entry: Entry }
  | { readonly type: 'gone'; readonly why: Extract<GoneWhy, 'deleted' | 'excluded'> }
  | { readonly type: 'unseen'; readonly change: Change }

/**
 * Finds single ids the way a listing would: name by name through the folders and their rules. Asking for the path alone
 * would find a file under a name of other case, through a link, or in a folder that is left out by now.
 * Each folder is read once; throw the locator away when its answers are used.
 */
export function createLocator(tree: Tree): (id: string) => Promise<Located> {
  const folders = new Map<string, Promise<Located | Names>>()
  const namesIn = (folder: Folder) => {
    const known = folders.get(folder.id)
    if (known !== undefined) return known
    const names = listFolder(tree, folder).then(
      ({ entries, leftOut }): Names => ({ entries: new Map(entries.map((entry) => [entry.segment, entry])), leftOut: new Set(leftOut) }),
      (error: unknown): Located => {
        if (folder.id === '') throw rootLost(tree.root, error)
        return isAbsent(error) ? deleted : { type: 'unseen', change: unseen(folder.id, error) }
      },
    )
    folders.set(folder.id, names)
    return names
  }
  return async (id) => {
    let folder = rootFolder(tree)
    const segments = segmentsOf(id)
    for (const [at, segment] of segments.entries()) {
      const names = await namesIn(folder)
      if ('type' in names) return names
      const entry = names.entries.get(segment)
      if (entry === undefined) return names.leftOut.has(segment) ? { type: 'gone', why: 'excluded' } : deleted
      if (at === segments.length - 1) return { type: 'here', entry }
      if (entry.kind !== 'folder') return deleted
      folder = folderOf(entry)
    }
    return deleted
  }
}

interface Names {
  readonly entries: ReadonlyMap<string, Entry>
  readonly leftOut: ReadonlySet<string>
}

const deleted = { type: 'gone', why: 'deleted' } as const
