import type { FilterKey } from '../query-parts.ts'
import type { Instant } from './said.ts'

/** Filters for what is being typed. They replace [from, to) of the query. */
export interface Suggestions {
  readonly from: number
  readonly to: number
  readonly items: readonly Suggestion[]
}

export interface Suggestion {
  readonly key: FilterKey
  /** What the filter asks for: a kind, a source's name, a person, a folder, a date such as `7d`. Empty: the key alone. */
  readonly value: string
  /** As it stands in the query. */
  readonly text: string
  /** How many documents fit it; null where nobody counted. */
  readonly documents: number | null
}

/** Searches a person came back from with something, and those they keep. */
export interface Searches {
  /** The newest first. */
  readonly recent: readonly { readonly query: string; readonly usedAt: Instant }[]
  readonly saved: readonly { readonly query: string; readonly name: string }[]
}
