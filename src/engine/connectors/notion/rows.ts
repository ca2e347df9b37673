import type { Notion } from './client.ts'
import { dashed } from './ids.ts'
import { isTrashed, page, type WirePage } from './shapes.ts'

export interface Rows {
  readonly rows: readonly WirePage[]
  /** Ids of those that are not as Notion describes them. */
  readonly garbled: readonly string[]
}

/** Walks that begin where the last one ended for being too long; nobody has more rows than that. */
const mostWindows = 1_000

/**
 * The rows of a data source, all or those edited since an instant (ms since 1970). Notion ends a walk after 10,000: the next
 * begins at the time of the last row that came.
 */
export async function dataSourceRows(notion: Notion, source: string, editedSince: number | null, signal: AbortSignal): Promise<Rows> {
  const rows = new Map<string, WirePage>()
  const garbled = new Set<string>()
  let from = editedSince
  for (let window = 0; window < mostWindows; window++) {
    const before = rows.size
    let capped = false
    let last = from
    const at = from === null ? undefined : new Date(from).toISOString()
    const filter = at === undefined ? {} : editedSince === null ? { madeFrom: at } : { editedFrom: at }
    for await (const answer of notion.rows(source, filter, signal)) {
      capped ||= answer.capped
      for (const result of answer.results) {
        const found = page.safeParse(result)
        if (!found.success) {
          const id = (result as { id?: unknown } | null)?.id
          // A wiki's data source holds data sources too.
          if (typeof id === 'string' && (result as { object?: unknown }).object !== 'data_source') garbled.add(dashed(id))
          continue
        }
        last = Math.max(last ?? 0, Date.parse(editedSince === null ? found.data.created_time : found.data.last_edited_time))
        if (!isTrashed(found.data)) rows.set(dashed(found.data.id), found.data)
      }
    }
    if (!capped || rows.size === before) break
    from = last
  }
  return { rows: [...rows.values()], garbled: [...garbled] }
}
