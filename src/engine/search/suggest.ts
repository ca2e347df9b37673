import { documentKinds, kindNames, kindOf } from '../../shared/document-kinds.ts'
import type { Suggestion, Suggestions } from '../../shared/model.ts'
import { type FilterKey, filterKeys, isFilterKey, queryParts, writeFilter } from '../../shared/query-parts.ts'
import { languages } from '../store/search-documents.ts'
import { type CountedName, mimeTypes, people, places, sourceNames } from '../store/search-names.ts'
import type { Store } from '../store/store.ts'
import { foldText } from './words/fold.ts'

const most = 8
/** How long the names of an index that goes on changing are believed, in ms. */
const staleMs = 60_000
/** Fewer letters of a plain word fit too many names. */
const shortest = 2

const dates = ['today', 'yesterday', '7d', '1m', '1y'] as const

type Names = Readonly<Record<Exclude<FilterKey, 'title' | 'before' | 'after'>, readonly CountedName[]>>

/** Suggests filters from the names that the index holds. */
export function createSuggester(store: Store): (query: string, cursor: number) => Suggestions {
  let names: Names | null = null
  let readAt = 0
  return (query, cursor) => {
    if (names === null || performance.now() - readAt > staleMs) {
      names = readNames(store)
      readAt = performance.now()
    }
    return suggest(names, query, cursor)
  }
}

function readNames(store: Store): Names {
  const kinds = new Map<string, number>()
  for (const { name, documents } of mimeTypes(store)) {
    const kind = kindOf(name)
    if (kind !== null) kinds.set(kind, (kinds.get(kind) ?? 0) + documents)
  }
  return {
    source: sourceNames(store),
    type: [...kinds].map(([name, documents]) => ({ name, documents })).sort((a, b) => b.documents - a.documents),
    in: places(store),
    from: people(store),
    lang: languages(store).flatMap(({ language, documents }) => (language === null ? [] : [{ name: language, documents }])),
  }
}

function suggest(names: Names, query: string, cursor: number): Suggestions {
  const part = queryParts(query).find(({ start, end }) => start < cursor && cursor <= end)
  if (part === undefined) return { from: cursor, to: cursor, items: [] }
  const { start: from, end: to, key, value, not } = part
  const items = isFilterKey(key) ? valuesOf(names, key, foldText(value)) : key === null && !part.quoted ? anyOf(names, foldText(value)) : []
  return {
    from,
    to,
    items: items.slice(0, most).map(([key, { name, documents }]) => ({ key, value: name, text: textOf(key, name, not), documents })),
  }
}

const textOf = (key: FilterKey, value: string, not: boolean): string =>
  value === '' ? `${not ? '-' : ''}${key}:` : writeFilter(key, value, not)

type Found = readonly [FilterKey, { readonly name: string; readonly documents: Suggestion['documents'] }]

function valuesOf(names: Names, key: FilterKey, wanted: string): Found[] {
  if (key === 'title') return []
  if (key === 'before' || key === 'after')
    return dates.filter((date) => date.startsWith(wanted) && date !== wanted).map((name) => [key, { name, documents: null }] as const)
  return fitting(key, names[key], wanted)
    .filter(({ name }) => foldText(name) !== wanted)
    .map((name) => [key, name] as const)
}

/** A plain word may be the start of a filter's name, or of anything one can narrow by. */
function anyOf(names: Names, wanted: string): Found[] {
  if ([...wanted].length < shortest) return []
  const keys = filterKeys
    .filter((key) => key.startsWith(wanted) && key !== wanted)
    .map((key) => [key, { name: '', documents: null }] as const)
  const each = (['from', 'in', 'source', 'type'] as const).map((key) => valuesOf(names, key, wanted).slice(0, 3))
  const exact = fitting('type', names.type, wanted).filter(({ name }) => name === wanted)
  return [...exact.map((name) => ['type', name] as const), ...each.flat(), ...keys]
}

/** Names that begin with what is wanted before those that have a word that does. */
function fitting(key: FilterKey, names: readonly CountedName[], wanted: string): readonly CountedName[] {
  if (wanted === '') return names.slice(0, most)
  const begin: CountedName[] = []
  const hold: CountedName[] = []
  for (const counted of names) {
    const name = foldText(counted.name)
    if (name.startsWith(wanted) || (key === 'type' && otherNames(counted.name).some((other) => other.startsWith(wanted))))
      begin.push(counted)
    else if (wordStart(name, wanted)) hold.push(counted)
    if (begin.length >= most) break
  }
  return [...begin, ...hold].slice(0, most)
}

const otherNames = (kind: string): readonly string[] =>
  documentKinds[kind] === undefined ? [] : Object.keys(kindNames).filter((name) => kindNames[name] === kind)

const wordStart = (name: string, wanted: string): boolean => {
  for (let at = name.indexOf(wanted); at >= 0; at = name.indexOf(wanted, at + 1)) {
    if (at === 0 || !/[\p{L}\p{N}]/u.test(name[at - 1] as string)) return true
  }
  return false
}
