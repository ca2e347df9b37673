import type { Gone } from '../connector.ts'
import type { Notion } from './client.ts'
import { isTrashed } from './shapes.ts'
import { isWithin, type Tree, unlessHidden } from './tree.ts'

/** Looks at pages one by one. Notion answers the same for what is deleted for good and for what is not shared any more. */
export async function goneFrom(
  notion: Notion,
  tree: Tree,
  scope: string,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<readonly Gone[]> {
  const gone: Gone[] = []
  if (ids.length > 0) tree.forget()
  for (const id of ids) {
    const page = await unlessHidden(notion.page(id, signal))
    if (page === null) gone.push({ id, why: 'deleted-or-unshared' })
    else if (isTrashed(page)) gone.push({ id, why: 'deleted' })
    // Moved out of the scope: what it is by now, another scope says.
    else if (!(await isWithin(tree, tree.learnPage(page), scope, signal))) gone.push({ id, why: 'deleted' })
  }
  return gone
}
