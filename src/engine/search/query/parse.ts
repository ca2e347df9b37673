import type { Condition, NameKey } from '../../store/search-filter.ts'
import { parseDate } from './dates.ts'

/** A query taken apart. Anything that is no valid syntax is words. */
export interface ParsedQuery {
  /** What to look for by words and by meaning, without filters, exclusions and signs. */
  readonly text: string
  /** Words to look for, with the joins people wrote (`C++`, `wi-fi`): any of them. */
  readonly words: readonly string[]
  /** Each must be in the document, in this order. */
  readonly phrases: readonly string[]
  /** None may be in the document: words or phrases. */
  readonly excluded: readonly string[]
  readonly conditions: readonly Condition[]
  /** The filters as understood, for people: `type:pdf`, `-from:ada`, `after:2024`. */
  readonly filters: readonly string[]
}

/** The parts of a query, in order: an optional minus, an optional `key:`, and a quoted or bare value. */
const part = /(?<minus>-)?(?:(?<key>[A-Za-z]+):)?(?:"(?<quoted>[^"]*)"|(?<bare>[^\s]+))/gy
const quotes = /[\u201c\u201d\u201e\u201f\u00ab\u00bb\uff02]/g
const exact = new Set(['source', 'type', 'in', 'from', 'title', 'lang'])

/** Never throws: `now` (ms since 1970) is for dates such as `today`. */
export function parseQuery(query: string, now: number): ParsedQuery {
  const words: string[] = []
  const phrases: string[] = []
  const excluded: string[] = []
  const conditions: Condition[] = []
  const filters: string[] = []
  const text: string[] = []
  for (const { minus, key, quoted, bare, raw } of parts(query.replace(quotes, '"'))) {
    const value = quoted ?? bare ?? ''
    const not = minus !== undefined
    const condition = key === undefined ? null : toCondition(key.toLowerCase(), value, not, now)
    if (condition !== null) {
      conditions.push(condition)
      filters.push(`${not ? '-' : ''}${key?.toLowerCase()}:${quoted === undefined ? value : `"${value}"`}`)
    } else if (key !== undefined) {
      words.push(raw.replaceAll('"', ' '))
      text.push(raw)
    } else if (not && /[\p{L}\p{N}]/u.test(value) && !value.startsWith('-')) excluded.push(value)
    else if (quoted !== undefined) {
      phrases.push(value)
      text.push(value)
    } else {
      words.push(raw.replaceAll('"', ' '))
      text.push(raw.replaceAll('"', ' '))
    }
  }
  return { text: text.join(' ').trim(), words, phrases: phrases.filter((phrase) => phrase.trim() !== ''), excluded, conditions, filters }
}

interface Part {
  readonly minus?: string | undefined
  readonly key?: string | undefined
  readonly quoted?: string | undefined
  readonly bare?: string | undefined
  readonly raw: string
}

function* parts(query: string): Generator<Part> {
  let at = 0
  while (at < query.length) {
    if (/\s/.test(query[at] as string)) {
      at += 1
      continue
    }
    part.lastIndex = at
    const match = part.exec(query)
    if (match === null) {
      at += 1
      continue
    }
    at = part.lastIndex
    yield { ...match.groups, raw: match[0] }
  }
}

function toCondition(key: string, value: string, not: boolean, now: number): Condition | null {
  if (value.trim() === '' || value.startsWith('"')) return null
  if (exact.has(key)) return { key: key as NameKey, value, not }
  if (key !== 'before' && key !== 'after') return null
  const date = parseDate(value, now)
  return date === null ? null : { key, date, not }
}
