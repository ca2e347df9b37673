import type { MonthOverview } from '../../shared/overview.ts'

/** Columns of the picture by month. */
export const shownMonths = 24

export interface MonthColumn {
  /** Such as `2026-03`. */
  readonly month: string
  readonly documents: number
}

/** The last two years month by month, the empty ones too, and how many documents are older. Later months count to the last one. */
export function monthColumns(
  months: readonly MonthOverview[],
  source: string | null,
  now: Date,
): { readonly columns: readonly MonthColumn[]; readonly earlier: number } {
  const names = Array.from({ length: shownMonths }, (_, index) =>
    new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - (shownMonths - 1 - index), 1)).toISOString().slice(0, 7),
  )
  const counts = new Map(names.map((name) => [name, 0]))
  let earlier = 0
  for (const { month, documents, source: of } of months) {
    if (source !== null && of !== source) continue
    if (month < names[0]!) earlier += documents
    else {
      const column = month > names.at(-1)! ? names.at(-1)! : month
      counts.set(column, counts.get(column)! + documents)
    }
  }
  return { columns: names.map((month) => ({ month, documents: counts.get(month)! })), earlier }
}

/** How old a source's documents are: changed in the last three months (this one included), in the year before, or earlier. */
export function agesOf(
  months: readonly MonthOverview[],
  source: string,
  now: Date,
): { readonly quarter: number; readonly year: number; readonly older: number } {
  const before = (back: number) => new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - back, 1)).toISOString().slice(0, 7)
  const quarterFrom = before(2)
  const yearFrom = before(14)
  const ages = { quarter: 0, year: 0, older: 0 }
  for (const { month, documents, source: of } of months) {
    if (of !== source) continue
    ages[month >= quarterFrom ? 'quarter' : month >= yearFrom ? 'year' : 'older'] += documents
  }
  return ages
}
