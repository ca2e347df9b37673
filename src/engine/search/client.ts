import type { CallName, CallParams } from '../../shared/api.ts'
import type { DocumentRelations, Passage, SearchAnswer, Suggestions } from '../../shared/model.ts'
import { MagpieError } from '../../shared/problem.ts'
import { connectChannel } from '../../shared/rpc.ts'
import type { Child, Spawn } from '../children.ts'
import type { SearchModel, SearchRequest } from './request.ts'
import type { SearchCalls, SearchResults } from './serve-search.ts'

/** Searches in a process of their own. A child that dies is replaced, and what it was asked is asked again once. */
export interface SearchClient {
  /** `vector` is the query's, base64 of float32 numbers; null when words alone must answer. */
  search(request: SearchRequest, vector: string | null, model: SearchModel | null): Promise<SearchAnswer>
  similar(request: CallParams<'similar'>, model: SearchModel | null): Promise<SearchAnswer>
  passages(request: CallParams<'search.passages'>): Promise<readonly Passage[]>
  suggest(request: CallParams<'search.suggest'>): Promise<Suggestions>
  related(request: CallParams<'documents.related'>): Promise<DocumentRelations>
  /** Starts the child when none runs: the first question then need not wait half a second for it. */
  wake(): void
  close(): Promise<void>
}

interface Running {
  readonly child: Child
  readonly call: (name: keyof SearchCalls, input: unknown) => Promise<unknown>
}

export function createSearchClient({
  spawn,
  home,
  resources,
}: {
  readonly spawn: Spawn
  readonly home: string
  readonly resources: string
}): SearchClient {
  let running: Running | undefined
  let closed = false

  const start = (): Running => {
    const child = spawn('search', { home, resources })
    const client = connectChannel(child)
    const started: Running = { child, call: (name, input) => client.call(name as CallName, input as never) }
    child.onClose(() => {
      if (running === started) running = undefined
    })
    running = started
    return started
  }

  const ask = async <K extends keyof SearchCalls>(name: K, input: SearchCalls[K]): Promise<SearchResults[K]> => {
    for (let attempt = 1; ; attempt += 1) {
      if (closed) throw new MagpieError('engine-gone')
      const current = running ?? start()
      try {
        return (await current.call(name, input)) as SearchResults[K]
      } catch (error) {
        const died = running !== current
        if (!died || closed) throw error
        if (attempt === 2) throw new MagpieError('engine-restarted', {}, error)
      }
    }
  }

  return {
    search: (request, vector, model) => ask('search', { request, vector, model }),
    similar: (request, model) => ask('similar', { request, model }),
    passages: (request) => ask('passages', request),
    suggest: (request) => ask('suggest', request),
    related: (request) => ask('related', request),
    wake: () => {
      if (!closed && running === undefined) start()
    },
    close: async () => {
      closed = true
      running?.child.kill()
    },
  }
}
