import type { Source, SyncRun } from '../../shared/model.ts'
import { MagpieError } from '../../shared/problem.ts'
import { ConnectorError } from '../connectors/connector.ts'
import { countFailures } from '../store/failures.ts'
import { clearHeld } from '../store/held.ts'
import { finishRun, startRun } from '../store/runs.ts'
import { ensureScope } from '../store/scopes.ts'
import { findSource, updateSource } from '../store/sources.ts'
import { bury } from '../store/tombstones.ts'
import { scopesToRun } from './chosen-scopes.ts'
import { budgetOf } from './error-budget.ts'
import { leaveUnchosenScopes } from './leave-scopes.ts'
import { type Ending, endingOfFinished, endingOfStopped, type Incomplete } from './outcome.ts'
import type { OpenSource, SyncPorts } from './ports.ts'
import { createReporter, type Reporter } from './progress.ts'
import { prepareRun, RemovalsHeld, type Run, type RunParts } from './run.ts'
import { beginPass, loseScope, runScope } from './run-scope.ts'
import { sweepAsAnswered } from './sweep.ts'
import { createTally } from './tally.ts'
import { turn } from './timers.ts'

/** Whether what is held goes or stays; when nothing is held, whether what was kept before goes after all. */
export type BrakeAnswer = 'remove' | 'keep' | 'remove-kept'

export interface RunRequest {
  /** List every scope from the start, whatever its cursor. */
  readonly full: boolean
  /** Not a sync, but a person's answer to a held run. */
  readonly answer: BrakeAnswer | null
}

/**
 * One attempt at one source, all scopes. Resolves to how it ended, also when it was stopped or failed; rejects only if
 * the source is unknown. `reporting` is called once with what tells how far it has come.
 */
export async function runSource(
  ports: SyncPorts,
  sourceId: string,
  request: RunRequest,
  withOpen: <T>(sourceId: string, use: (open: OpenSource) => Promise<T>) => Promise<T>,
  reporting: (report: Reporter) => void,
  signal: AbortSignal,
): Promise<SyncRun> {
  const source = knownSource(ports, sourceId)
  const startedAt = ports.now().toISOString()
  const id = startRun(ports.store, sourceId, ports.now())
  const tally = createTally()
  const report = createReporter(ports, sourceId, tally)
  reporting(report)
  setState(ports, sourceId, { state: 'syncing', problem: null })
  const incomplete: Incomplete[] = []
  const parts: RunParts = {
    ports,
    source,
    tally,
    budget: budgetOf(ports, source),
    report,
    signal,
    incomplete: (prefix, { problem, message }) => {
      incomplete.push({ prefix, problem })
      ports.log.warn({ source: sourceId, prefix, problem, message }, 'a part of the source could not be listed')
    },
  }
  // What an engine that was stopped did not get to.
  while (bury(ports.store)) await turn()
  const ending = await withOpen(sourceId, (open) => runScopes(prepareRun(parts, open), request)).then(
    () => endingOfFinished(openFailures(ports, sourceId), incomplete),
    (error: unknown) => {
      const ending = endingOfStopped(error, signal.aborted)
      if (ending.bug) ports.log.error({ source: sourceId, error }, 'a sync failed')
      return ending
    },
  )
  const run: SyncRun = {
    id,
    source: sourceId,
    ...tally.counts(),
    outcome: ending.outcome,
    problem: ending.problem,
    startedAt,
    finishedAt: ports.now().toISOString(),
  }
  leave(ports, source, run, ending)
  report.end()
  ports.events.finished(run)
  return run
}

async function runScopes(run: Run, request: RunRequest): Promise<void> {
  const { ports, source, signal } = run
  const scopes = await scopesToRun(run, request.full)
  let held: RemovalsHeld | null = null
  let closed: ConnectorError | null = null
  let open = 0
  // All of them before the first: what is known are the chosen ones, and a run that ends early must not choose for a person.
  for (const scope of scopes) ensureScope(ports.store, source.id, scope, run.type.cursorVersion)
  for (const scope of scopes) {
    signal.throwIfAborted()
    run.tally.nextScope()
    try {
      if (request.answer === null) await syncScope(run, scope, request.full)
      else await sweepAsAnswered(beginPass(run, scope.id), request.answer !== 'keep', request.answer === 'remove-kept')
      open++
    } catch (error) {
      if (error instanceof RemovalsHeld) {
        held = held === null ? error : new RemovalsHeld(held.count + error.count, held.of + error.of)
        open++
      } else if (error instanceof ConnectorError && error.problem === 'forbidden') {
        closed ??= error
        run.incomplete(scope.name, error)
      } else throw error
    }
  }
  // Only now: what is in a part that was just chosen as well stays in the index.
  if (request.answer === null) await leaveUnchosenScopes(ports, source.id)
  if (closed !== null && open === 0) throw closed
  if (held !== null) throw held
}

async function syncScope(run: Run, scope: { readonly id: string; readonly name: string }, full: boolean): Promise<void> {
  try {
    await runScope(run, scope.id, full)
    clearHeld(run.ports.store, run.source.id, scope.id)
  } catch (error) {
    if (!(error instanceof ConnectorError) || error.problem !== 'not-found') throw error
    loseScope(run, scope, error)
  }
}

/** Failures that a person said to ignore do not spoil a run. */
const openFailures = (ports: SyncPorts, source: string): number =>
  countFailures(ports.store, { source }).reduce((sum, { open }) => sum + open, 0)

/** Writes down how the run ended. The source may have been removed or paused meanwhile; then that stands. */
function leave(ports: SyncPorts, before: Source, run: SyncRun, ending: Ending): void {
  const now = findSource(ports.store, before.id)
  if (now === null) return
  finishRun(ports.store, run.id, run)
  if (now.state !== 'syncing') return
  const stays = before.state === 'paused' && ending.state === 'idle'
  setState(ports, before.id, { state: stays ? 'paused' : ending.state, problem: ending.problem })
}

function setState(ports: SyncPorts, source: string, next: Pick<Source, 'state' | 'problem'>): void {
  updateSource(ports.store, source, next)
  ports.events.sourceChanged(source)
}

function knownSource(ports: SyncPorts, id: string): Source {
  const source = findSource(ports.store, id)
  if (source === null) throw new MagpieError('source-unknown', { id })
  return source
}
