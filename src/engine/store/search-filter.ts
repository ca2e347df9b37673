import { documentKinds, kindNames } from '../../shared/document-kinds.ts'
import type { Store } from './store.ts'

/** One thing a person asked of the documents. Dates are ms since 1970; `before` ends ahead of it, `after` begins with it. */
export type Condition =
  | { readonly key: NameKey; readonly value: string; readonly not: boolean }
  | { readonly key: 'before' | 'after'; readonly date: number; readonly not: boolean }

export type NameKey = 'source' | 'type' | 'in' | 'from' | 'to' | 'title' | 'lang'

/** What a document must fulfil to be a hit. Matches are FTS5 expressions; a document fulfils one by any of its chunks. */
export interface DocumentFilter {
  /** The id of the only source to look in. */
  readonly source: string | null
  readonly conditions: readonly Condition[]
  readonly required: readonly string[]
  readonly excluded: readonly string[]
}

/** How two spellings of a name are compared: handed in by search, which owns folding. */
export type FoldText = (text: string) => string

/** SQL over `document as d`, and what it binds. */
export interface Clause {
  readonly sql: string
  readonly params: readonly (string | number)[]
}

const folding = new WeakSet<Store>()

/** Must be called once on a reader before filters with names are used on it. */
export function registerFolding(store: Store, fold: FoldText): void {
  if (folding.has(store)) return
  folding.add(store)
  const contains = (text: unknown, wanted: unknown) => (typeof text === 'string' && fold(text).includes(String(wanted)) ? 1 : 0)
  store.db.function('folded_contains', { deterministic: true }, contains)
  store.db.function('folded', { deterministic: true }, (text: unknown) => (typeof text === 'string' ? fold(text) : ''))
  store.db.function('path_contains', { deterministic: true }, (path: unknown, wanted: unknown) => {
    const parts: unknown = JSON.parse(String(path))
    return Array.isArray(parts) && `/${parts.map((part) => fold(String(part))).join('/')}/`.includes(String(wanted)) ? 1 : 0
  })
}

/** The filter as SQL, or null when every document fulfils it. */
export function filterClause(filter: DocumentFilter, fold: FoldText): Clause | null {
  const sql: string[] = []
  const params: (string | number)[] = []
  const add = (clause: string, not: boolean, ...values: (string | number)[]) => {
    sql.push(not ? `not coalesce(${clause}, 0)` : clause)
    params.push(...values)
  }
  if (filter.source !== null) add('d.source = ?', false, filter.source)
  for (const condition of filter.conditions) {
    if ('value' in condition) addNamed(add, condition.key, fold(condition.value), condition.not)
    else add(`coalesce(d.updated_at, d.created_at) ${condition.key === 'before' ? '<' : '>='} ?`, condition.not, condition.date)
  }
  const holding = 'd.id in (select c.document from words cross join chunk c on c.id = words.rowid where words match ?)'
  for (const match of filter.required) add(holding, false, match)
  for (const match of filter.excluded) add(holding, true, match)
  return sql.length === 0 ? null : { sql: sql.join(' and '), params }
}

/** Only these documents. */
export const filterOfDocuments = (ids: readonly number[]): Clause => ({
  sql: 'd.id in (select value from json_each(?))',
  params: [JSON.stringify(ids)],
})

type Add = (clause: string, not: boolean, ...values: (string | number)[]) => void

function addNamed(add: Add, key: NameKey, value: string, not: boolean): void {
  if (key === 'source') {
    add('d.source in (select id from source where folded(id) = ? or connector = ? or folded_contains(name, ?))', not, value, value, value)
  } else if (key === 'lang') add('d.language in (select value from json_each(?))', not, JSON.stringify(value.split(',')))
  else if (key === 'in') add('path_contains(d.path, ?)', not, value)
  else if (key === 'from') add('folded_contains(d.author, ?)', not, value)
  else if (key === 'to') add('folded_contains(d.recipients, ?)', not, value)
  else if (key === 'title') add('(folded_contains(d.title, ?) or folded_contains(d.external_id, ?))', not, value, value)
  else if (value.replaceAll(',', '') !== '') addType(add, value, not)
}

/**
 * A kind by name, else the end of a file's name or a part of the MIME type: `pdf`, `docx`, `ts`, `image`. Several kinds
 * parted by commas: any of them.
 */
function addType(add: Add, value: string, not: boolean): void {
  const clauses: string[] = []
  const params: string[] = []
  for (const kind of value.split(',').filter((name) => name !== '')) {
    for (const mime of documentKinds[kindNames[kind] ?? kind] ?? []) {
      clauses.push("d.mime_type like ? escape '\\'")
      params.push(`${escapeLike(mime)}${/[/.-]$/.test(mime) ? '%' : ''}`)
    }
    clauses.push(
      "folded(d.external_id) like '%.' || ? escape '\\'",
      "d.mime_type like ? || '/%' escape '\\'",
      "d.mime_type like '%/' || ? escape '\\'",
    )
    params.push(...[kind, kind, kind].map((name) => escapeLike(name.replace(/^\./, ''))))
  }
  add(`(${clauses.join(' or ')})`, not, ...params)
}

const escapeLike = (text: string): string => text.replace(/[\\%_]/g, '\\$&')
