import { queryParts } from '../../../shared/query-parts.ts'
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

const exact = new Set(['source', 'type', 'in', 'from', 'to', 'title', 'lang'])

/** Never throws: `now` (ms since 1970) is for dates such as `today`. */
export function parseQuery(query: string, now: number): ParsedQuery {
  const words: string[] = []
  const phrases: string[] = []
  const excluded: string[] = []
  const conditions: Condition[] = []
  const filters: string[] = []
  const text: string[] = []
  for (const { not, key, quoted, value, raw } of queryParts(query)) {
    const condition = key === null ? null : toCondition(key, value, not, now)
    if (condition !== null) {
      conditions.push(condition)
      filters.push(`${not ? '-' : ''}${key}:${quoted ? `"${value}"` : value}`)
    } else if (key !== null) {
      words.push(raw.replaceAll('"', ' '))
      text.push(raw)
    } else if (not && /[\p{L}\p{N}]/u.test(value) && !value.startsWith('-')) excluded.push(value)
    else if (quoted) {
      phrases.push(value)
      text.push(value)
    } else {
      words.push(raw.replaceAll('"', ' '))
      text.push(raw.replaceAll('"', ' '))
    }
  }
  return { text: text.join(' ').trim(), words, phrases: phrases.filter((phrase) => phrase.trim() !== ''), excluded, conditions, filters }
}

function toCondition(key: string, value: string, not: boolean, now: number): Condition | null {
  if (value.trim() === '' || value.startsWith('"')) return null
  if (exact.has(key)) return { key: key as NameKey, value, not }
  if (key !== 'before' && key !== 'after') return null
  const date = parseDate(value, now)
  return date === null ? null : { key, date, not }
}
