import { calls } from '../../shared/api.ts'
import type { Coverage } from '../../shared/model.ts'
import type { Canary } from '../../shared/receipt.ts'
import type { Parts } from '../parts.ts'
import { coverage } from '../store/coverage.ts'
import { listFailures } from '../store/failures.ts'
import { countHeld } from '../store/held.ts'
import { belonging, newestDocument, receiptScopes } from '../store/receipt.ts'
import { listRuns } from '../store/runs.ts'
import { readSettings } from '../store/settings.ts'
import { distinctiveQueries } from './distinctive.ts'
import type { Handlers } from './handlers.ts'
import { knownSource } from './set-source.ts'

const mostRuns = 50

export const receiptHandlers: Handlers<'sources.receipt'> = {
  'sources.receipt': async (parts, { id }) => {
    const { connector, name, account, state, problem } = knownSource(parts, id)
    const covered = coverage(parts.store, id, parts.embedder.answering()?.id ?? null)
    const { count, kept } = countHeld(parts.store, id)
    return {
      source: { id, connector, name, account, state, problem },
      madeAt: new Date().toISOString(),
      version: parts.options.version,
      coverage: covered,
      addsUp: sumOf(covered) === covered.listed && belonging(parts.store, id) === covered.listed,
      scopes: receiptScopes(parts.store, id),
      held: count,
      kept,
      runs: listRuns(parts.store, id, mostRuns),
      failures: listFailures(parts.store, { source: id }),
      canary: await sendCanary(parts, id),
    }
  },
}

function sumOf({ searchable, waiting, skipped, failed }: Coverage): number {
  return [...Object.values(skipped), ...Object.values(failed)].reduce((sum, n) => sum + n, searchable + waiting)
}

/** Searches for the document indexed last as a person would, and says whether it is among what is found. */
async function sendCanary(parts: Parts, source: string): Promise<Canary> {
  const started = performance.now()
  const newest = newestDocument(parts.store, source)
  const queries = newest === null ? [] : distinctiveQueries(newest.text)
  const answer = (result: Canary['result'], query: string | null): Canary => ({
    result,
    query,
    documentId: newest?.documentId ?? null,
    externalId: newest?.externalId ?? null,
    tookMs: Math.round(performance.now() - started),
  })
  if (newest === null || queries.length === 0) return answer('nothing-to-find', null)
  for (const query of queries) {
    const params = calls.search.parse({ query, mode: 'keyword', source, limit: 200 })
    const { hits } = await parts.search.search({ ...params, keywordPlan: readSettings(parts.store).keywordPlan }, null, null)
    const isFound = hits.some((hit) => [hit, ...hit.places].some((place) => place.documentId === newest.documentId))
    if (isFound) return answer('found', query)
  }
  return answer('not-found', queries[0]!)
}
