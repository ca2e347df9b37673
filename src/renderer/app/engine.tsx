import {
  MutationCache,
  notifyManager,
  QueryClient,
  QueryClientProvider,
  type UseQueryOptions,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useEffect, useSyncExternalStore } from 'react'
import type { CallInput, CallName, CallResults, Client } from '../../shared/api.ts'
import type { EmbeddingStatus, SourceStatus } from '../../shared/model.ts'
import type { Connection, ConnectionState } from './connection.ts'
import { noteProblem } from './problem-note.tsx'

const EngineContext = createContext<Connection | null>(null)

/** Gives the window its engine and keeps every answer it holds as fresh as the engine's events say. */
export function EngineProvider({
  connection,
  queries,
  children,
}: {
  readonly connection: Connection
  readonly queries: QueryClient
  readonly children: ReactNode
}) {
  useEffect(() => followEvents(connection, queries), [connection, queries])
  return (
    <EngineContext.Provider value={connection}>
      <QueryClientProvider client={queries}>{children}</QueryClientProvider>
    </EngineContext.Provider>
  )
}

/** Answers stay until an event outdates them; nothing is fetched on focus or on a clock. */
export function createQueries(): QueryClient {
  // What came is drawn at once and not a task later: the frame may be near.
  notifyManager.setScheduler(queueMicrotask)
  return new QueryClient({
    mutationCache: new MutationCache({
      onError: (error, _input, _result, { options }) => {
        if (options.meta?.trouble !== 'shown-here') noteProblem(error)
      },
    }),
    defaultOptions: {
      queries: { staleTime: Number.POSITIVE_INFINITY, retry: false, refetchOnWindowFocus: false, networkMode: 'always' },
      mutations: { networkMode: 'always' },
    },
  })
}

export function useEngine(): Client {
  return useConnection()
}

export function useConnectionState(): ConnectionState {
  const connection = useConnection()
  return useSyncExternalStore(connection.onState, connection.state)
}

/** Tries to connect again at once. */
export const useRetry = (): (() => void) => useConnection().retry

/** A call whose answer is shown. One key per call and input. */
export function useCall<K extends CallName>(
  name: K,
  input: CallInput<K>,
  options: Pick<UseQueryOptions<CallResults[K]>, 'enabled' | 'placeholderData'> = {},
) {
  const engine = useEngine()
  return useQuery<CallResults[K]>({ queryKey: [name, input], queryFn: () => engine.call(name, input), ...options })
}

/**
 * A call that changes something. What it changes comes back as events. That it did not work is noted over the screen, unless
 * it is `shown-here`, beside what was asked.
 */
export function useAct<K extends CallName>(name: K, trouble: 'noted' | 'shown-here' = 'noted') {
  const engine = useEngine()
  const queries = useQueryClient()
  return useMutation<CallResults[K], unknown, CallInput<K>>({
    meta: { trouble },
    mutationFn: (input) => engine.call(name, input),
    onSettled: () => queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'search' }),
  })
}

function useConnection(): Connection {
  const connection = useContext(EngineContext)
  if (connection === null) throw new Error('EngineProvider is missing')
  return connection
}

const outdatedBy = {
  'sources.changed': ['sources.list', 'status'],
  'index.changed': ['sources.list', 'status', 'search', 'documents.get'],
  'run.finished': ['sources.list', 'status', 'failures.count', 'failures.list', 'documents.list', 'runs.list', 'removals.list', 'overview'],
  'alerts.changed': ['alerts.list'],
  'hooks.changed': ['hooks.get'],
} as const satisfies Record<string, readonly CallName[]>

function followEvents(connection: Connection, queries: QueryClient): () => void {
  const outdate = paced((name) => void queries.invalidateQueries({ queryKey: [name] }))
  const stops = [
    ...(Object.keys(outdatedBy) as (keyof typeof outdatedBy)[]).map((event) =>
      connection.on(event, () => {
        for (const name of outdatedBy[event]) outdate(name)
      }),
    ),
    connection.on('embedding.progress', (status) => {
      const before = queries.getQueryData<EmbeddingStatus>(['embedding.status', {}])
      queries.setQueryData(['embedding.status', {}], status)
      if (status.done >= status.total && before !== undefined && before.done < before.total) {
        outdate('search')
        outdate('overview')
      }
    }),
    connection.on('sync.progress', (progress) =>
      queries.setQueryData<readonly SourceStatus[]>(['sources.list', {}], (known) =>
        known?.map((status) => (status.source.id === progress.source ? { ...status, progress } : status)),
      ),
    ),
    connection.onState(() => {
      if (connection.state() === 'ready') void queries.invalidateQueries()
    }),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}

/** While a sync runs, changes come several times a second; asking again that often would only slow it down. */
const paceMs = 1_000

/** Calls `act` at once, and for calls within the pace once more at its end. */
function paced(act: (name: CallName) => void): (name: CallName) => void {
  const resting = new Map<CallName, boolean>()
  const run = (name: CallName) => {
    act(name)
    resting.set(name, false)
    setTimeout(() => {
      const again = resting.get(name)
      resting.delete(name)
      if (again === true) run(name)
    }, paceMs)
  }
  return (name) => {
    if (resting.has(name)) resting.set(name, true)
    else run(name)
  }
}
