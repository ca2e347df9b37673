import { type Clause, type Condition, filterClause } from '../store/search-filter.ts'
import { phraseMatch } from './query/match.ts'
import { type ParsedQuery, parseQuery } from './query/parse.ts'
import { queryTerms, type Term } from './query/terms.ts'
import { foldText } from './words/fold.ts'

/** A query ready to be run on one index. */
export interface Understood {
  readonly parsed: ParsedQuery
  readonly terms: readonly Term[]
  /** Words of the phrases, to be marked. */
  readonly phraseTerms: readonly Term[]
  /** FTS5 expressions of the phrases. */
  readonly phrases: readonly string[]
  readonly clause: Clause | null
  /** Set when the clause is this source's id and nothing else. */
  readonly onlySource: string | null
}

/** `spellings` are those of the index; `source` narrows to one source's id; `without` leaves some conditions out. */
export function understand(
  query: string,
  {
    spellings,
    typing,
    source,
    now,
    without = () => false,
  }: {
    readonly spellings: readonly string[]
    readonly typing: boolean
    readonly source?: string | undefined
    readonly now: number
    readonly without?: (condition: Condition, index: number) => boolean
  },
): Understood {
  const parsed = parseQuery(query, now)
  const words = parsed.words.join(' ')
  const last = parsed.words.at(-1)
  const open = typing && last !== undefined && query.endsWith(last)
  const phrases = parsed.phrases.flatMap((phrase) => phraseMatch(phrase, spellings) ?? [])
  const conditions = parsed.conditions.filter((condition, i) => !without(condition, i))
  const excluded = parsed.excluded.flatMap((text) => phraseMatch(text, spellings) ?? [])
  return {
    parsed,
    terms: queryTerms(words, spellings, open),
    phraseTerms: queryTerms(parsed.phrases.join(' '), spellings, false),
    phrases,
    clause: filterClause({ source: source ?? null, conditions, required: phrases, excluded }, foldText),
    onlySource: conditions.length + phrases.length + excluded.length === 0 ? (source ?? null) : null,
  }
}

/** What of a query is embedded: filters, exclusions and signs mean nothing to a model. */
export const meaningText = (query: string): string => parseQuery(query, Date.now()).text
