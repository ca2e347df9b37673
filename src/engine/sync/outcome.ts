import type { RunOutcome, Said, SourceState } from '../../shared/model.ts'
import { MagpieError } from '../../shared/problem.ts'
import { ConnectorError } from '../connectors/connector.ts'
import { SourceFailing } from './error-budget.ts'
import { recovery } from './recovery.ts'
import { RemovalsHeld } from './run.ts'

/** How a run ended, and what that makes of its source. */
export interface Ending {
  readonly outcome: RunOutcome
  readonly state: SourceState
  readonly problem: Said | null
  /** What is not a known answer of the outside world, for the log. */
  readonly bug: boolean
}

export interface Incomplete {
  readonly prefix: string
  readonly problem: string
}

/** A run that went through. It is complete only if it saw everything and nothing is left in the failures queue. */
export function endingOfFinished(failures: number, incomplete: readonly Incomplete[]): Ending {
  const first = incomplete[0]
  const problem =
    first === undefined
      ? null
      : { code: 'source-incomplete', params: { place: first.prefix, places: incomplete.length, problem: first.problem } }
  const outcome = failures > 0 || first !== undefined ? 'completed-with-failures' : 'completed'
  return { outcome, state: 'idle', problem, bug: false }
}

const heldProblem = ({ count, of, vanished }: RemovalsHeld): Said =>
  vanished === null
    ? { code: 'removals-held', params: { count, of } }
    : { code: 'removals-held-scope', params: { count, of, name: vanished } }

/** A run that was stopped: by a person or the engine's end, by the source, by the brake, or by a bug. */
export function endingOfStopped(error: unknown, aborted: boolean): Ending {
  if (aborted) return { outcome: 'interrupted', state: 'idle', problem: null, bug: false }
  if (error instanceof RemovalsHeld) return { outcome: 'held', state: 'held', problem: heldProblem(error), bug: false }
  if (error instanceof SourceFailing) {
    const { failed, of, problem } = error.spent
    return { outcome: 'failed', state: 'failed', problem: { code: 'source-failing', params: { failed, of, problem } }, bug: false }
  }
  if (error instanceof ConnectorError) {
    const answer = recovery[error.problem].source
    const params = { detail: error.message }
    if (answer.do === 'wait') return { outcome: 'interrupted', state: 'idle', problem: { code: 'source-rate-limited', params }, bug: false }
    const known = answer.do === 'stop' ? answer : ({ outcome: 'failed', state: 'failed', code: 'source-failed' } as const)
    // What can be said precisely lies in the cause.
    const said = error.cause instanceof MagpieError ? { code: error.cause.code, params: error.cause.params } : { code: known.code, params }
    return { outcome: known.outcome, state: known.state, problem: said, bug: known.code === 'source-failed' }
  }
  if (error instanceof MagpieError)
    return { outcome: 'failed', state: 'failed', problem: { code: error.code, params: error.params }, bug: false }
  return { outcome: 'failed', state: 'failed', problem: { code: 'source-failed', params: {} }, bug: true }
}
