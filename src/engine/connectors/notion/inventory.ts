import type { Notion } from './client.ts'
import { dashed } from './ids.ts'
import { dataSource, isTrashed, page, type WirePage } from './shapes.ts'
import type { Node, Tree } from './tree.ts'

/** A result that is no page as Notion describes them. */
export interface Garbled {
  readonly id: string
}

/** What the search knows of the whole workspace, for all scopes of one run. */
export interface Inventory {
  readonly pages: readonly WirePage[]
  readonly garbled: readonly Garbled[]
  readonly dataSources: readonly Node[]
}

export interface Inventories {
  /** Ids of the pages in the bin. */
  bin(signal: AbortSignal): Promise<ReadonlySet<string>>
  /** Everything, or the pages edited since an instant; the same answer for each scope that asks once. */
  take(scope: string, editedSince: number | null, signal: AbortSignal): Promise<Inventory>
  /** For whoever chooses scopes, and opens one after the other. */
  look(signal: AbortSignal): Promise<Inventory>
}

/** The search lags behind, and its results shift while they are read. */
const overlapMs = 30 * 60_000
const goodForMs = 600_000
const lookedForMs = 60_000

export function createInventories(notion: Notion, tree: Tree): Inventories {
  let last: {
    readonly since: number | null
    readonly at: number
    readonly takenBy: Set<string>
    readonly made: Promise<Inventory>
  } | null = null

  let looked: { readonly at: number; readonly made: Promise<Inventory> } | null = null
  const make = async (editedSince: number | null, signal: AbortSignal): Promise<Inventory> => {
    tree.forget()
    const pages = new Map<string, WirePage>()
    const garbled = new Map<string, Garbled>()
    const dataSources = new Map<string, Node>()
    for await (const { results } of notion.search('data_source', false, signal))
      for (const result of results) {
        const found = dataSource.safeParse(result)
        if (found.success && !isTrashed(found.data)) dataSources.set(dashed(found.data.id), tree.learnDataSource(found.data))
      }
    let older = 0
    for await (const { results } of notion.search('page', false, signal)) {
      let newest = Number.NEGATIVE_INFINITY
      for (const result of results) {
        const found = page.safeParse(result)
        if (!found.success) note(garbled, result)
        else if (!isTrashed(found.data)) {
          pages.set(dashed(found.data.id), found.data)
          tree.learnPage(found.data)
          newest = Math.max(newest, Date.parse(found.data.last_edited_time))
        }
      }
      // One page more than what is old by its time: the order is not strict while things change.
      if (editedSince !== null && newest < editedSince - overlapMs && ++older > 1) break
    }
    const edited = (one: WirePage) => editedSince === null || Date.parse(one.last_edited_time) >= editedSince - overlapMs
    return { pages: [...pages.values()].filter(edited), garbled: [...garbled.values()], dataSources: [...dataSources.values()] }
  }
  const fresh = (since: number | null, signal: AbortSignal) => {
    const made = make(since, signal)
    last = { since, at: notion.now(), takenBy: new Set(), made }
    made.catch(() => {
      last = null
    })
    return last
  }
  const bin = async (signal: AbortSignal) => {
    const ids = new Set<string>()
    for await (const { results } of notion.search('page', true, signal))
      for (const result of results) {
        const found = page.safeParse(result)
        if (found.success) ids.add(dashed(found.data.id))
      }
    return ids
  }
  return {
    bin,
    take: (scope, since, signal) => {
      const usable = last !== null && last.since === since && !last.takenBy.has(scope) && notion.now() - last.at < goodForMs
      const taken = usable ? last! : fresh(since, signal)
      taken.takenBy.add(scope)
      return taken.made
    },
    look: (signal) => {
      if (looked === null || notion.now() - looked.at > lookedForMs) {
        const made = make(null, signal)
        looked = { at: notion.now(), made }
        made.catch(() => {
          looked = null
        })
      }
      return looked.made
    },
  }
}

function note(garbled: Map<string, Garbled>, result: unknown): void {
  const id = (result as { id?: unknown } | null)?.id
  if (typeof id === 'string') garbled.set(dashed(id), { id: dashed(id) })
}
