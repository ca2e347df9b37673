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
  /** Ask the source whether it can be reached: if not, answer as for the source; if so, the document is to blame: record. */
  | 'ask-source'

/** When a recorded failure is tried again although the source says that the document is the same. */
export type Retry = 'often' | 'once' | 'when-changed'

export interface Recovery {
  readonly source: SourceAnswer
  readonly document: DocumentAnswer
  readonly retry: Retry
  /** Who is to blame when it happens to a document. What the source does counts against its error budget. */
  readonly blames: 'source' | 'document'
}

const bug: SourceAnswer = { do: 'stop', outcome: 'failed', state: 'failed', code: 'source-failed' }
const forbidden: SourceAnswer = { do: 'stop', outcome: 'failed', state: 'failed', code: 'source-forbidden' }
const offline: SourceAnswer = { do: 'stop', outcome: 'offline', state: 'offline', code: 'source-offline' }
const signIn: SourceAnswer = { do: 'stop', outcome: 'needs-sign-in', state: 'needs-sign-in', code: 'source-sign-in' }

/** Every problem has one answer. What no connector names is a bug: the run stops, the cursor stays, and it is shown. */
export const recovery: Readonly<Record<Problem, Recovery>> = {
  'sign-in': { source: signIn, document: 'source', retry: 'often', blames: 'source' },
  offline: { source: offline, document: 'ask-source', retry: 'often', blames: 'source' },
  'rate-limited': { source: { do: 'wait' }, document: 'source', retry: 'often', blames: 'source' },
  'cursor-expired': { source: { do: 'list-again' }, document: 'record', retry: 'often', blames: 'source' },
  forbidden: { source: forbidden, document: 'record', retry: 'often', blames: 'source' },
  // Of a whole scope it is the brake that answers; of a document, the source has just said that it is there.
  'not-found': { source: bug, document: 'record', retry: 'often', blames: 'source' },
  unreadable: { source: bug, document: 'record', retry: 'often', blames: 'source' },
  'changed-while-read': { source: bug, document: 'read-again', retry: 'often', blames: 'document' },
  'bad-name': { source: bug, document: 'record', retry: 'when-changed', blames: 'document' },
  encrypted: { source: bug, document: 'record', retry: 'when-changed', blames: 'document' },
  corrupt: { source: bug, document: 'record', retry: 'when-changed', blames: 'document' },
  'too-complex': { source: bug, document: 'record', retry: 'when-changed', blames: 'document' },
  timeout: { source: bug, document: 'record', retry: 'once', blames: 'document' },
  'out-of-memory': { source: bug, document: 'record', retry: 'once', blames: 'document' },
  // It was tried twice, the second time in a process of its own.
  crashed: { source: bug, document: 'record', retry: 'when-changed', blames: 'document' },
}

const minute = 60_000
const oftenMs = [1, 5, 30, 120, 720, 1_440].map((minutes) => minutes * minute)
/** A busy machine may be why it took too long; whatever ended its process twice is left alone. */
const onceMs = [10 * minute]

/**
 * When a failed document is tried again by itself, in ms since 1970; null when only a change of the document or a
 * person brings it back. `attempts` counts those made, this one included.
 */
export function nextAttempt(problem: Problem, attempts: number, now: Date, retryAfterMs = 0): number | null {
  const { retry } = recovery[problem]
  const delay = retry === 'often' ? oftenMs[Math.min(attempts, oftenMs.length) - 1] : retry === 'once' ? onceMs[attempts - 1] : undefined
  return delay === undefined ? null : now.getTime() + Math.max(delay, retryAfterMs)
}
