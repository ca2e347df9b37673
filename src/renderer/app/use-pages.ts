import { useInfiniteQuery } from '@tanstack/react-query'
import type { CallInput, CallName, CallResults } from '../../shared/api.ts'
import { useEngine } from './engine.tsx'

const pageSize = 100

/** A list that the engine hands out in pages, each `after` the last row of the one before. */
export function usePages<K extends CallName, Row>(
  name: K,
  input: Omit<CallInput<K>, 'after' | 'limit'>,
  { rowsOf, idOf }: { readonly rowsOf: (answer: CallResults[K]) => readonly Row[]; readonly idOf: (row: Row) => number },
) {
  const engine = useEngine()
  const pages = useInfiniteQuery({
    queryKey: [name, input],
    queryFn: ({ pageParam }) => {
      const after = pageParam === null ? {} : { after: pageParam }
      return engine.call(name, { ...input, ...after, limit: pageSize } as CallInput<K>)
    },
    initialPageParam: null as number | null,
    getNextPageParam: (last: CallResults[K]) => {
      const rows = rowsOf(last)
      const end = rows.at(-1)
      return rows.length < pageSize || end === undefined ? undefined : idOf(end)
    },
  })
  return {
    first: pages.data?.pages[0],
    rows: pages.data?.pages.flatMap(rowsOf) ?? null,
    error: pages.error,
    /** Null when there is no more. */
    more: pages.hasNextPage ? () => void pages.fetchNextPage() : null,
    busy: pages.isFetchingNextPage,
  }
}
