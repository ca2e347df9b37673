import { kindOf } from '../../shared/document-kinds.ts'
import type { FacetCount, Facets } from '../../shared/model.ts'
import { facetRows } from '../store/search-documents.ts'
import type { Condition } from '../store/search-filter.ts'
import type { Store } from '../store/store.ts'
import type { Ranked } from './ranking.ts'

/** People and places shown to choose from. */
const most = 30

/**
 * Counts what was found. `again` answers the same question without some of its conditions: a chosen source or kind must
 * not hide the others one could choose instead.
 */
export function countFacets(
  store: Store,
  ranked: readonly Ranked[],
  conditions: readonly Condition[],
  again: (without: (condition: Condition) => boolean) => readonly Ranked[],
): Facets {
  const chosen = (key: Condition['key']) => (condition: Condition) => condition.key === key && !condition.not
  const rowsOf = (documents: readonly Ranked[]) =>
    facetRows(
      store,
      documents.map(({ document }) => document),
    )
  const rows = rowsOf(ranked)
  const free = (key: Condition['key']) => (conditions.some(chosen(key)) ? rowsOf(again(chosen(key))) : rows)
  return {
    sources: counted(free('source'), ({ source }) => source),
    types: counted(free('type'), ({ mimeType }) => kindOf(mimeType)),
    people: counted(rows, ({ author }) => author).slice(0, most),
    places: counted(rows, ({ place }) => place).slice(0, most),
  }
}

type Row = ReturnType<typeof facetRows>[number]

function counted(rows: readonly Row[], pick: (row: Row) => string | null): readonly FacetCount[] {
  const counts = new Map<string, number>()
  for (const row of rows) {
    const value = pick(row)
    if (value !== null && value !== '') counts.set(value, (counts.get(value) ?? 0) + row.n)
  }
  return [...counts].map(([value, documents]) => ({ value, documents })).sort((a, b) => b.documents - a.documents)
}
