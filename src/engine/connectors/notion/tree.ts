import { ConnectorError } from '../connector.ts'
import type { Notion } from './client.ts'
import { dashed } from './ids.ts'
import { titleOf } from './properties.ts'
import { plain, type WireDataSource, type WirePage, type WireParent } from './shapes.ts'

/** What others can lie below. A database has no node of its own: its data sources lie where it lies. */
export interface Node {
  readonly id: string
  readonly kind: 'page' | 'data_source'
  readonly title: string
  readonly parent: WireParent
}

/**
 * Where things lie, as far as this account sees. What is learnt in a listing is forgotten with the next one, for things
 * move; what nobody told is asked for.
 */
export interface Tree {
  learnPage(page: WirePage): Node
  learnDataSource(source: WireDataSource): Node
  /** Known or asked for; null when it is gone or not shared. */
  node(id: string, kind: Node['kind'], signal: AbortSignal): Promise<Node | null>
  /** What a node lies below, nearest first, as far up as this account sees. */
  above(node: Node, signal: AbortSignal): Promise<readonly Node[]>
  titleOf(id: string): string | null
  forget(): void
}

/** Nobody nests so deep; a circle would have no end. */
const deepest = 500

export function createTree(notion: Notion): Tree {
  let nodes = new Map<string, Node>()
  let absent = new Set<string>()
  let blocks = new Map<string, WireParent | null>()
  let databases = new Map<string, WireParent | null>()

  const add = (node: Node): Node => {
    nodes.set(node.id, node)
    absent.delete(node.id)
    return node
  }
  const learnPage = (page: WirePage) => add({ id: dashed(page.id), kind: 'page', title: titleOf(page.properties), parent: page.parent })
  const learnDataSource = (source: WireDataSource) =>
    add({ id: dashed(source.id), kind: 'data_source', title: plain(source.title), parent: source.database_parent ?? source.parent })
  const node: Tree['node'] = async (id, kind, signal) => {
    const known = nodes.get(dashed(id))
    if (known !== undefined) return known
    if (absent.has(dashed(id))) return null
    const found = await unlessHidden(
      kind === 'page' ? notion.page(id, signal).then(learnPage) : notion.dataSource(id, signal).then(learnDataSource),
    )
    if (found === null) absent.add(dashed(id))
    return found
  }
  const kept = async (map: Map<string, WireParent | null>, id: string, ask: () => Promise<WireParent | undefined>) => {
    if (!map.has(id)) map.set(id, (await unlessHidden(ask())) ?? null)
    return map.get(id) ?? null
  }
  /** What a parent stands for, through blocks and databases that are only ways to it. */
  const parentNode = async (parent: WireParent, signal: AbortSignal): Promise<Node | null> => {
    for (let at: WireParent | null = parent, steps = 0; at !== null && steps < deepest; steps++) {
      const { page_id, data_source_id, block_id, database_id }: WireParent = at
      if (data_source_id !== undefined) return node(data_source_id, 'data_source', signal)
      if (page_id !== undefined) return node(page_id, 'page', signal)
      if (block_id !== undefined) at = await kept(blocks, block_id, async () => (await notion.block(block_id, signal)).parent)
      else if (database_id !== undefined)
        at = await kept(databases, database_id, async () => (await notion.database(database_id, signal)).parent)
      else return null
    }
    return null
  }
  return {
    learnPage,
    learnDataSource,
    node,
    above: async (start, signal) => {
      const chain: Node[] = []
      const seen = new Set([start.id])
      for (let at = await parentNode(start.parent, signal); at !== null && !seen.has(at.id); at = await parentNode(at.parent, signal)) {
        seen.add(at.id)
        chain.push(at)
        if (chain.length >= deepest) break
      }
      return chain
    },
    titleOf: (id) => nodes.get(dashed(id))?.title ?? null,
    forget: () => {
      nodes = new Map()
      absent = new Set()
      blocks = new Map()
      databases = new Map()
    },
  }
}

/** What is gone or not shared is answered with null; every other problem is the caller's. */
export async function unlessHidden<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked
  } catch (error) {
    if (error instanceof ConnectorError && error.problem === 'not-found') return null
    throw error
  }
}

/** Whether a node lies in a scope: it is the scope itself, or lies below it. */
export async function isWithin(tree: Tree, node: Node, scope: string, signal: AbortSignal): Promise<boolean> {
  return node.id === scope || (await tree.above(node, signal)).some(({ id }) => id === scope)
}

/** Titles from the scope down to the node's parent. */
export async function pathTo(tree: Tree, node: Node, scope: string, signal: AbortSignal): Promise<readonly string[]> {
  if (node.id === scope) return []
  const above = await tree.above(node, signal)
  const end = above.findIndex(({ id }) => id === scope)
  return above
    .slice(0, end + 1)
    .reverse()
    .map(({ title }) => title || untitled)
}

export const untitled = 'Untitled'
