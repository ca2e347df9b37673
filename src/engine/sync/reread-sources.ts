import { ConnectorError } from '../connectors/connector.ts'
import { listFailures } from '../store/failures.ts'
import { listedDocuments } from '../store/listed-documents.ts'
import { findSource } from '../store/sources.ts'
import { budgetOf, SourceFailing } from './error-budget.ts'
import type { Lanes } from './lanes.ts'
import type { OpenSources } from './open-sources.ts'
import type { SyncPorts } from './ports.ts'
import { createReporter } from './progress.ts'
import { rereadDocuments } from './reread.ts'
import { prepareRun } from './run.ts'
import { createTally } from './tally.ts'

/** What reading single documents again, between runs, takes. */
export interface Rereading {
  readonly ports: SyncPorts
  readonly lanes: Lanes
  readonly sources: OpenSources
}

/**
 * Reads these documents of a source again when no run of it is under way; for a part the document it was found in. Answers
 * how many have an answer now: text, or a reason to have none. A source that cannot be reached just leaves them for later.
 */
export function rereadInLane(
  { ports, lanes, sources }: Rereading,
  sourceId: string,
  externalIds: readonly string[],
  password?: string,
): Promise<number> {
  const reread = async (signal: AbortSignal): Promise<number> => {
    const source = findSource(ports.store, sourceId)
    if (source === null || signal.aborted) return 0
    const tally = createTally()
    const quiet = { ...ports, events: { ...ports.events, progress: () => {} } }
    const report = createReporter(quiet, sourceId, tally)
    const budget = budgetOf(ports, source)
    const again = { again: externalIds, ...(password === undefined ? {} : { password }) }
    const parts = { ports, source, tally, budget, report, signal, ...again, incomplete: () => {} }
    try {
      await sources.with(sourceId, (open) => rereadDocuments(prepareRun(parts, open), listedDocuments(ports.store, sourceId, externalIds)))
    } catch (error) {
      if (!signal.aborted && !(error instanceof ConnectorError) && !(error instanceof SourceFailing)) throw error
      ports.log.warn({ source: sourceId, error }, 'reading documents again was stopped')
    } finally {
      report.end()
    }
    return externalIds.length - listFailures(ports.store, { source: sourceId, externalIds }).length
  }
  return lanes.enter(sourceId, reread, () => 'small')
}
