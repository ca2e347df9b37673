import type { Scope } from '../connector.ts'
import { dashed } from './ids.ts'
import type { Inventories } from './inventory.ts'
import { type Node, type Tree, untitled } from './tree.ts'

/**
 * What can be chosen: on top whatever lies in the workspace itself or was shared by itself, below a page the pages and
 * data sources in it. Rows of data sources are not offered one by one.
 */
export async function* scopesBelow(
  inventories: Inventories,
  tree: Tree,
  parent: string | null,
  signal: AbortSignal,
): AsyncGenerator<Scope> {
  const { pages, dataSources } = await inventories.look(signal)
  const nodes = [...dataSources, ...pages.map((page) => tree.learnPage(page))]
  const above = new Map<string, string | null>()
  for (const node of nodes) above.set(node.id, (await nearest(tree, node, signal))?.id ?? null)
  const kinds = new Map(nodes.map((node) => [node.id, node.kind]))
  const isOffered = (id: string) => kinds.get(above.get(id) ?? '') !== 'data_source'
  const parents = new Set(nodes.filter(({ id }) => isOffered(id)).map(({ id }) => above.get(id)))
  const offered = nodes.filter(({ id }) => above.get(id) === (parent === null ? null : dashed(parent)) && isOffered(id))
  for (const { id, title } of offered.sort((a, b) => a.title.localeCompare(b.title) || (a.id < b.id ? -1 : 1)))
    yield { id, name: title || untitled, hasChildren: parents.has(id) }
}

/** How many pages the search knows in these scopes, or in all. */
export async function countIn(
  inventories: Inventories,
  tree: Tree,
  scopes: readonly string[] | null,
  signal: AbortSignal,
): Promise<number> {
  const { pages } = await inventories.look(signal)
  if (scopes === null) return pages.length
  const chosen = new Set(scopes.map(dashed))
  let count = 0
  for (const page of pages) {
    const node = tree.learnPage(page)
    if (chosen.has(node.id) || (await tree.above(node, signal)).some(({ id }) => chosen.has(id))) count++
  }
  return count
}

/** The node right above; null on top. */
async function nearest(tree: Tree, node: Node, signal: AbortSignal): Promise<Node | null> {
  return (await tree.above(node, signal))[0] ?? null
}
