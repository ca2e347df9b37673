import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Hit, SearchAnswer } from '../../shared/model.ts'
import { useEngine } from '../app/engine.tsx'
import { mergeHits } from './merge-hits.ts'

const pageSize = 50
const mostHits = 1_000
/** How long the typing must rest before meanings are asked too: embedding a query costs more than looking up words. */
const restMs = 140

interface Shown {
  readonly query: string
  readonly source: string | null
  readonly answer: SearchAnswer
  readonly hits: readonly Hit[]
}

export interface Search {
  /** What is on screen: the newest answer, also while a newer question is still being answered. Null before the first. */
  readonly shown: Shown | null
  readonly error: unknown
  more(): void
}

/**
 * Answers as the person types: words at once, meanings as soon as the typing rests, laid over what is shown. `held`
 * says how many rows are under the cursor or in sight and so must stay. Only the newest question's answers are shown.
 */
export function useSearch(query: string, source: string | null, held: () => number): Search {
  const engine = useEngine()
  const rested = useRested(query)
  const [limit, setLimit] = useState(pageSize)
  const [shown, setShown] = useState<Shown | null>(null)
  const filter = source === null ? {} : { source }
  const ask = (mode: 'keyword' | 'hybrid', text: string, rows: number) => ({
    queryKey: ['search', { query: text, mode, limit: rows, typing: !/\s$/.test(text), ...filter }] as const,
    queryFn: ({ queryKey: [, input] }: { queryKey: readonly ['search', Parameters<typeof engine.call<'search'>>[1]] }) =>
      engine.call('search', input),
    gcTime: 30_000,
  })
  const words = useQuery({ ...ask('keyword', query, pageSize), enabled: query.trim() !== '' })
  const both = useQuery({
    ...ask('hybrid', rested, limit),
    enabled: query.trim() !== '' && rested === query,
    placeholderData: (before, asked) => {
      const was = asked?.queryKey[1]
      return was?.query === rested && (was?.source ?? null) === source ? before : undefined
    },
  })
  const answer = (rested === query ? both.data : undefined) ?? words.data

  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new answer changes what is shown; `held` is asked then
  useEffect(() => {
    if (query.trim() === '') setShown(null)
    if (answer === undefined) return
    setShown((before) => {
      const same = before !== null && before.query === query && before.source === source
      return { query, source, answer, hits: same ? mergeHits(before.hits, answer, held()) : answer.hits }
    })
  }, [answer, query, source])
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new question starts with one page
  useEffect(() => setLimit(pageSize), [query, source])

  return {
    shown,
    error: words.error ?? both.error,
    more: () => {
      if (!both.isFetching && shown !== null && shown.hits.length < Math.min(shown.answer.total, mostHits))
        setLimit((rows) => Math.min(rows + 2 * pageSize, mostHits))
    },
  }
}

function useRested(text: string): string {
  const [rested, setRested] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setRested(text), restMs)
    return () => clearTimeout(timer)
  }, [text])
  return rested
}
