import type { Source } from '../../shared/model.ts'
import {
  type FilterKey,
  isFilterKey,
  type QueryPart,
  queryParts,
  removeParts,
  replaceFilters,
  writeFilter,
} from '../../shared/query-parts.ts'

/** What a query is narrowed by, as the chips show it. */
export interface Filters {
  /** The first of each; null when there is none. */
  readonly source: string | null
  readonly person: string | null
  readonly place: string | null
  readonly after: string | null
  readonly before: string | null
  readonly types: readonly string[]
  /** What no chip of its own stands for: exclusions, titles, languages, a second person. */
  readonly others: readonly QueryPart[]
}

const filterParts = (query: string): readonly QueryPart[] => queryParts(query).filter(({ key, value }) => isFilterKey(key) && value !== '')

/** The filters alone, as they are written: the same while words are typed. */
export const onlyFilters = (query: string): string =>
  filterParts(query)
    .map(({ raw }) => raw)
    .join(' ')

export function filtersOf(query: string): Filters {
  const parts = filterParts(query)
  const seen = new Set<string>()
  const others: QueryPart[] = []
  const values = new Map<string, string>()
  for (const part of parts) {
    const { key, value, not } = part
    const own = !not && key !== null && key !== 'title' && key !== 'lang' && !seen.has(key)
    if (own) {
      seen.add(key)
      values.set(key, value)
    } else others.push(part)
  }
  const first = (key: FilterKey) => values.get(key) ?? null
  return {
    source: first('source'),
    person: first('from'),
    place: first('in'),
    after: first('after'),
    before: first('before'),
    types: first('type')?.toLowerCase().split(',').filter(Boolean) ?? [],
    others,
  }
}

/** The query narrowed to `value`, or with that filter taken away when it is null. */
export const withFilter = (query: string, key: FilterKey, value: string | null): string =>
  settled(replaceFilters(query, [key], value === null || value === '' ? [] : [writeFilter(key, value)]))

export const withDates = (query: string, after: string | null, before: string | null): string =>
  settled(
    replaceFilters(
      query,
      ['after', 'before'],
      [
        ...(after === null || after === '' ? [] : [writeFilter('after', after)]),
        ...(before === null || before === '' ? [] : [writeFilter('before', before)]),
      ],
    ),
  )

/** Without the first filter that is written so. */
export const withoutFilter = (query: string, raw: string): string =>
  settled(
    removeParts(
      query,
      filterParts(query)
        .filter((part) => part.raw === raw)
        .slice(0, 1),
    ),
  )

/** The words and phrases alone. */
export const withoutFilters = (query: string): string => settled(removeParts(query, filterParts(query)))

/** A space at the end says that the last part is finished, and leaves room for the next word. */
const settled = (query: string): string => (query === '' ? '' : `${query.trimEnd()} `)

/** How a source is written in a query: by its name, or by its id where the name would mean others too. */
export function sourceInQuery(source: Source, all: readonly Source[]): string {
  const name = source.name.toLowerCase()
  const alone = all.every((other) => other.id === source.id || !other.name.toLowerCase().includes(name))
  return alone && !/["\u201c-\u201f]/.test(source.name) && name.length < 80 ? source.name : source.id
}

/** The source a filter names, if it names just one. */
export function sourceMeant(value: string, all: readonly Source[]): Source | null {
  const wanted = value.toLowerCase()
  return all.find(({ id }) => id.toLowerCase() === wanted) ?? all.find(({ name }) => name.toLowerCase() === wanted) ?? null
}
