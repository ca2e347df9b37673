import { useQueries, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useState } from 'react'
import type { CallInput } from '../../shared/api.ts'
import type { Hit, SearchAnswer } from '../../shared/model.ts'
import { useEngine } from '../app/engine.tsx'
import { typingRestMs, useRested } from '../app/use-rested.ts'
import { hitHeight } from './list-rows.ts'
import { mergeHits } from './merge-hits.ts'

const pageSize = 50
/** Of the first answer while somebody types: as many as the window can show, and no more, so that they are there at once. */
const firstSize = () => Math.ceil(window.innerHeight / hitHeight) + 1
/** How long the typing must rest before everything is counted. */
const countRestMs = 420

export type Sort = 'relevance' | 'date'

interface Shown {
  readonly query: string
  readonly sort: Sort
  readonly answer: SearchAnswer
  /** The first page as it is laid on the screen. */
  readonly first: readonly Hit[]
}

export interface Results {
  /** What is on screen: the newest answer, also while a newer question is still being answered. Null before the first. */
  readonly shown: Shown | null
  /** The answer in which everything was counted; null until the typing rests. */
  readonly counted: SearchAnswer | null
  /** Hits the list has places for. */
  readonly total: number
  readonly error: unknown
  /** The hit at a place; undefined while its page is on the way. The same function as long as it gives the same hits. */
  hitAt(index: number): Hit | undefined
  /** Asks for the pages of these places. Another function when there may be others to ask for. */
  need(from: number, to: number): void
  /** Asks for the words of a query that is about to be this one: before anything is drawn for it. */
  ahead(query: string): void
}

type Question = CallInput<'search'>

/**
 * Answers as the person types: words at once, meanings as soon as the typing rests, counts a moment later, each laid over
 * what is shown. `held` says how many rows are under the cursor or in sight and so must stay. Further pages come as they
 * scroll into sight. Only the newest question's answers are shown.
 */
export function useResults(query: string, sort: Sort, held: () => number): Results {
  const asks = query.trim() !== ''
  const typing = !/\s$/.test(query)
  const forMeaning = useRested(query, typingRestMs) === query && asks
  const forCount = useRested(query, countRestMs) === query && asks
  const [pages, setPages] = useState<readonly number[]>([])
  const [shown, setShown] = useState<Shown | null>(null)
  const ask = useAsk()
  const queries = useQueryClient()

  const base: Question = { query, sort, limit: pageSize, typing }
  const byWords = (of: string) => ask({ query: of, sort, limit: firstSize(), typing: true, mode: 'keyword' })
  const words = useQuery({ ...byWords(query), enabled: asks })
  const both = useQuery({ ...ask({ ...base, mode: 'hybrid' }), enabled: forMeaning })
  const counted = useQuery({ ...ask({ ...base, mode: 'hybrid', facets: true }), enabled: forCount })
  const answer = (forCount ? counted.data : undefined) ?? (forMeaning ? both.data : undefined) ?? words.data
  const further = useQueries({
    queries: pages.map((page) => ({
      ...ask({ ...base, mode: 'hybrid', offset: page * pageSize }),
      enabled: forCount && counted.isSuccess,
    })),
    combine: hitsOf,
  })

  if (!asks && shown !== null) setShown(null)
  // While rendering, so that what is below is laid out once, in the frame of the new answer.
  if (asks && answer !== undefined && (shown === null || shown.answer !== answer || shown.query !== query || shown.sort !== sort)) {
    const same = shown !== null && shown.query === query && shown.sort === sort
    setShown({ query, sort, answer, first: same ? mergeHits(shown.first, answer, held()) : answer.hits })
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new question starts with one page
  useEffect(() => setPages((before) => (before.length === 0 ? before : [])), [query, sort])

  const first = shown?.first ?? none
  const hitAt = useMemo(() => {
    const pageHits = new Map(pages.map((page, i) => [page, further[i]]))
    return (index: number) => first[index] ?? pageHits.get(Math.floor(index / pageSize))?.[index % pageSize]
  }, [first, pages, further])
  const total = Math.max(shown?.answer.total ?? 0, first.length)
  const need = useCallback(
    (from: number, to: number) => {
      const missing = range(Math.floor(from / pageSize), Math.floor(Math.min(to, total - 1) / pageSize)).filter(
        (page) => (page + 1) * pageSize > first.length && page > 0 && !pages.includes(page),
      )
      // Only what is near stays asked for: a long way scrolled must not be a hundred questions at every change of the index.
      if (missing.length > 0) setPages([...pages, ...missing].slice(-mostPages))
    },
    [first, total, pages],
  )
  return {
    shown,
    counted: forCount ? (counted.data ?? null) : null,
    total,
    error: words.error ?? both.error,
    hitAt,
    need,
    ahead: (next) => {
      if (next.trim() !== '') void queries.prefetchQuery(byWords(next))
    },
  }
}

const mostPages = 8
const none: readonly Hit[] = []
const hitsOf = (pages: readonly { readonly data: SearchAnswer | undefined }[]) => pages.map(({ data }) => data?.hits)

function useAsk() {
  const engine = useEngine()
  return (input: Question) => ({ queryKey: ['search', input] as const, queryFn: () => engine.call('search', input), gcTime: 30_000 })
}

const range = (from: number, to: number): readonly number[] => Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i)
