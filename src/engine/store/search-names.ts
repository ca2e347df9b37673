import { prepared } from './statements.ts'
import type { Store } from './store.ts'

/** A name that documents can be narrowed by, and how many have it. */
export interface CountedName {
  readonly name: string
  readonly documents: number
}

/** So many different paths are looked at for folders; rarer ones are found by typing more of their names. */
const mostPaths = 20_000

/** Who wrote the searchable documents; the most frequent first. */
export const people = (store: Store): readonly CountedName[] =>
  prepared<CountedName>(
    store,
    `select author as name, count(*) as documents from document where state = 'searchable' and author is not null and author <> ''
     group by author order by documents desc limit 20000`,
  ).all()

/** The folders and spaces of the searchable documents at every depth, with all that lies below; the fullest first. */
export function places(store: Store): readonly CountedName[] {
  const rows = prepared<{ path: string; n: number }>(
    store,
    "select path, count(*) as n from document where state = 'searchable' group by path order by n desc limit ?",
  ).all(mostPaths)
  const counts = new Map<string, number>()
  for (const { path, n } of rows) {
    for (const name of new Set(JSON.parse(path) as readonly string[])) counts.set(name, (counts.get(name) ?? 0) + n)
  }
  return toNames(counts)
}

export const mimeTypes = (store: Store): readonly CountedName[] =>
  prepared<CountedName>(
    store,
    "select mime_type as name, count(*) as documents from document where state = 'searchable' group by mime_type order by documents desc",
  ).all()

/** The sources by id and name, with how many searchable documents each has. */
export const sourceNames = (store: Store): readonly (CountedName & { readonly id: string })[] =>
  prepared<CountedName & { id: string }>(
    store,
    `select s.id, s.name, (select count(*) from document d where d.source = s.id and d.state = 'searchable') as documents
     from source s order by documents desc, s.name`,
  ).all()

const toNames = (counts: ReadonlyMap<string, number>): readonly CountedName[] =>
  [...counts].map(([name, documents]) => ({ name, documents })).sort((a, b) => b.documents - a.documents)
