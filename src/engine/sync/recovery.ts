import type { Problem, RunOutcome, SourceState } from '../../shared/model.ts'
import type { ErrorCode } from '../../shared/problem.ts'

/** What the engine does when a whole source or scope meets a problem. */
export type SourceAnswer =
  | { readonly do: 'stop'; readonly outcome: RunOutcome; readonly state: SourceState; readonly code: ErrorCode }
  /** Wait as told, then go on from the last committed page. */
  | { readonly do: 'wait' }
  /** Forget the cursor and list from the start, once. */
  | { readonly do: 'list-again' }

/** What the engine does when one document meets a problem. */
export type DocumentAnswer =
  /** Note the failure and go on with the next document. */
  | 'record'
  /** Read it again after a short wait, a few times; then record. */
  | 'read-again'
  /** It concerns the source as a whole: answer as for the source. */
  | 'source'

/** When a recorded failure is tried again although the source says that the document is the same. */
export type Retry = 'often' | 'twice' | 'when-changed'

export interface Recovery {
  readonly source: SourceAnswer
  readonly document: DocumentAnswer
  readonly retry: Retry
}

const bug: SourceAnswer = { do: 'stop', outcome: 'failed', state: 'failed', code: 'source-failed' }
const forbidden: SourceAnswer = { do: 'stop', outcome: 'failed', state: 'failed', code: 'source-forbidden' }
const offline: SourceAnswer = { do: 'stop', outcome: 'offline', state: 'offline', code: 'source-offline' }
const signIn: SourceAnswer = { do: 'stop', outcome: 'needs-sign-in', state: 'needs-sign-in', code: 'source-sign-in' }

/** Every problem has one answer. What no connector names is a bug: the run stops, the cursor stays, and it is shown. */
export const recovery: Readonly<Record<Problem, Recovery>> = {
  'sign-in': { source: signIn, document: 'source', retry: 'often' },
  offline: { source: offline, document: 'source', retry: 'often' },
  'rate-limited': { source: { do: 'wait' }, document: 'source', retry: 'often' },
  'cursor-expired': { source: { do: 'list-again' }, document: 'record', retry: 'often' },
  forbidden: { source: forbidden, document: 'record', retry: 'often' },
  'not-found': { source: bug, document: 'record', retry: 'often' },
  unreadable: { source: bug, document: 'record', retry: 'often' },
  'changed-while-read': { source: bug, document: 'read-again', retry: 'often' },
  'bad-name': { source: bug, document: 'record', retry: 'when-changed' },
  encrypted: { source: bug, document: 'record', retry: 'when-changed' },
  corrupt: { source: bug, document: 'record', retry: 'when-changed' },
  'too-complex': { source: bug, document: 'record', retry: 'when-changed' },
  timeout: { source: bug, document: 'record', retry: 'twice' },
  'out-of-memory': { source: bug, document: 'record', retry: 'twice' },
  crashed: { source: bug, document: 'record', retry: 'twice' },
}

const minute = 60_000
const oftenMs = [1, 5, 30, 120, 720, 1_440].map((minutes) => minutes * minute)
const twiceMs = [10, 360].map((minutes) => minutes * minute)

/**
 * When a failed document is tried again by itself, in ms since 1970; null when only a change of the document or a
 * person brings it back. `attempts` counts those made, this one included.
 */
export function nextAttempt(problem: Problem, attempts: number, now: Date, retryAfterMs = 0): number | null {
  const { retry } = recovery[problem]
  const delay = retry === 'often' ? oftenMs[Math.min(attempts, oftenMs.length) - 1] : retry === 'twice' ? twiceMs[attempts - 1] : undefined
  return delay === undefined ? null : now.getTime() + Math.max(delay, retryAfterMs)
}
