import { useQuery } from '@tanstack/react-query'
import type { Suggestion, Suggestions } from '../../shared/model.ts'
import { isFilterKey, queryParts } from '../../shared/query-parts.ts'
import { useEngine } from '../app/engine.tsx'
import { typingRestMs, useRested } from '../app/use-rested.ts'

export interface OfferedFilters {
  readonly items: readonly Suggestion[]
  /** A filter is being written, so that the arrows choose among the offers. */
  readonly writing: boolean
  /** The query with an offer in place of what was being typed, and where the cursor goes. */
  take(offer: Suggestion): { readonly query: string; readonly cursor: number }
}

const none: Suggestions = { from: 0, to: 0, items: [] }

/** Filters for what stands at the cursor. `cursor` is null while the field has no focus. */
export function useSuggestions(query: string, cursor: number | null): OfferedFilters {
  const engine = useEngine()
  const rested = useRested(`${cursor ?? ''} ${query}`, typingRestMs) === `${cursor ?? ''} ${query}`
  const part = cursor === null ? undefined : queryParts(query).find(({ start, end }) => start < cursor && cursor <= end)
  const writing = part !== undefined && isFilterKey(part.key)
  const asked = { query, cursor: cursor ?? 0 }
  const { data = none } = useQuery({
    queryKey: ['search.suggest', asked],
    queryFn: () => engine.call('search.suggest', asked),
    enabled: part !== undefined && rested,
    gcTime: 30_000,
  })
  return {
    items: part === undefined ? [] : data.items,
    writing,
    take: ({ text, value }) => {
      const end = value === '' ? '' : ' '
      const after = query.slice(data.to).replace(/^\s+/, '')
      const before = query.slice(0, data.from) + text + end
      return { query: before + after, cursor: before.length }
    },
  }
}
