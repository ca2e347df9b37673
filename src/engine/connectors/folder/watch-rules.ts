import { lstatSync, readFileSync } from 'node:fs'
import { idBelow, pathOf } from './names.ts'
import { isPlaceholder } from './placeholder.ts'
import { ignoreFileNames, type Rules, rootRules } from './rules.ts'
import type { Tree } from './tree.ts'

/** The rules for one path at a time, answered at once as a watcher must have it. */
export interface WatchRules {
  /** `isFolder` left out: not known yet; then only what is left out either way. Ignore files themselves are let in. */
  leavesOut(id: string, isFolder: boolean | undefined): boolean
  /** Lets go of what was read, which grows with the tree. */
  forget(): void
}

export function createWatchRules(tree: Tree): WatchRules {
  const byFolder = new Map<string, Rules>()
  const rulesIn = (folder: string): Rules => {
    const known = byFolder.get(folder)
    if (known !== undefined) return known
    const [parent, name] = split(folder)
    const bare = folder === '' ? rootRules(tree.settings) : rulesIn(parent).enter(name)
    const rules = tree.settings.ignoreFiles ? bare.obeying(ignoreTexts(tree, folder)) : bare
    byFolder.set(folder, rules)
    return rules
  }
  return {
    leavesOut: (id, isFolder) => {
      if (id === '') return false
      const [parent, name] = split(id)
      if (isFolder !== true && tree.settings.ignoreFiles && ignoreFileNames.some((file) => file === name)) return false
      const rules = rulesIn(parent)
      return isFolder === undefined ? rules.leavesOut(name, true) && rules.leavesOut(name, false) : rules.leavesOut(name, isFolder)
    },
    forget: () => byFolder.clear(),
  }
}

const split = (id: string): readonly [parent: string, name: string] => {
  const at = id.lastIndexOf('/')
  return [at < 0 ? '' : id.slice(0, at), id.slice(at + 1).normalize('NFC')]
}

/** Only local folders are watched, so reading a small file here keeps no one waiting. */
function ignoreTexts(tree: Tree, folder: string): readonly string[] {
  return ignoreFileNames.flatMap((name) => {
    try {
      const path = pathOf(tree.root, idBelow(folder, name))
      const stats = lstatSync(path, { bigint: true })
      return stats.isFile() && stats.size < 1_000_000n && !isPlaceholder(stats, tree.volume) ? [readFileSync(path, 'utf8')] : []
    } catch {
      return []
    }
  })
}
