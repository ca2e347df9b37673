import { readlink } from 'node:fs/promises'
import { dirname, isAbsolute, resolve, sep } from 'node:path'
import type { SkipReason } from '../../../shared/model.ts'
import { pathOf } from './names.ts'
import { errnoOf, type Tree } from './tree.ts'

/** As many links in a row as Linux follows. */
const longestChain = 40

/**
 * Why a link is not followed: it leads out of the root, or in a circle. Null for links to nothing, and to what is
 * listed below the root anyway under its own name. Only links are read; nothing they lead to is touched.
 */
export async function judgeLink(tree: Tree, id: string): Promise<SkipReason | null> {
  const first = pathOf(tree.root, id)
  // The target of a link of undecodable name is as good as one's own: judged by the folder it lies in.
  if (typeof first !== 'string') return null
  let path = first
  for (let hops = 0; hops < longestChain; hops++) {
    const target = await targetOf(path)
    if (target === null) return null
    if (!isWithin(tree.root, target) && !isWithin(tree.realRoot, target)) return 'outside-root'
    const below = isWithin(tree.root, target) ? target : tree.root + target.slice(tree.realRoot.length)
    if (isWithin(below, first)) return 'symlink-loop'
    path = below
  }
  return 'symlink-loop'
}

async function targetOf(path: string): Promise<string | null> {
  try {
    const text = await readlink(path)
    return isAbsolute(text) ? resolve(text) : resolve(dirname(path), text)
  } catch (error) {
    // A link through a folder that is itself part of a circle.
    return errnoOf(error) === 'ELOOP' ? path : null
  }
}

const isWithin = (folder: string, path: string) => path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep)
