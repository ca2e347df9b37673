import type { Instant } from '../../shared/model.ts'
import { toInstantOrNull } from './instants.ts'
import { prepared } from './statements.ts'
import type { Store } from './store.ts'

/** Searchable documents of a source that were last changed in a month (`2026-03`, UTC; null without a date). */
export interface MonthRow {
  readonly source: string
  readonly month: string | null
  readonly documents: number
  /** The latest change among them. */
  readonly changedAt: Instant | null
}

/** Oldest month first, those without one before all. Looks at every document: about a tenth of a second per 100,000. */
export const documentsByMonth = (store: Store): readonly MonthRow[] =>
  prepared<Omit<MonthRow, 'changedAt'> & { readonly changed: number | null }>(
    store,
    `select source, strftime('%Y-%m', updated_at / 1000, 'unixepoch') as month, count(*) as documents, max(updated_at) as changed
     from document where state = 'searchable' group by source, month order by month, source`,
  )
    .all()
    .map(({ changed, ...row }) => ({ ...row, changedAt: toInstantOrNull(changed) }))

/** When a run last went through a source to its end; null when none did. */
export function checkedAt(store: Store, source: string): Instant | null {
  const { at } = prepared<{ at: number | null }>(
    store,
    `select max(finished_at) as at from run where source = ? and outcome in ('completed', 'completed-with-failures')`,
  ).get(source)!
  return toInstantOrNull(at)
}

/** About what the vectors of all models take: each as much as one of its model, and its place in the sketches. */
export function vectorBytes(store: Store): number {
  const { bytes } = prepared<{ bytes: number | null }>(
    store,
    `select sum(m.slots * (select length(v.v) + length(v.hash) from vector v where v.id >= m.id * 4294967296 limit 1))
       + (select sum(length(plane1) + length(plane0) + length(factors)) from segment) as bytes
     from model m`,
  ).get()!
  return bytes ?? 0
}
