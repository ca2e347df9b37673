import type { DerivedText } from '../../shared/derived.ts'
import { embedTitle } from '../../shared/passage.ts'
import type { DocumentChange, StoredRef } from '../store/commit.ts'
import type { KnownDocument } from '../store/documents.ts'
import type { Reading } from './open-document.ts'
import type { ToDerive } from './plan-page.ts'
import { nextAttempt } from './recovery.ts'
import { isToRebuild, type Makers, madeByCurrent, markGivenUp, markOpen, markRead } from './versions.ts'

/** What a reading means for the index. */
export function settle(todo: ToDerive, reading: Exclude<Reading, { status: 'vanished' }>, makers: Makers, now: Date): DocumentChange {
  const { ref, known } = todo
  const attempts = todo.attempts + 1
  switch (reading.status) {
    case 'ok': {
      const version = (reading.parts ?? []).length > 0 ? markOpen(ref) : markRead(ref)
      if (known !== null && holdsAlready(known, ref, reading, makers)) return { type: 'seen', ref: stored(ref, version) }
      return { type: 'indexed', ref: stored(ref, version), derived: reading }
    }
    case 'skipped':
      return {
        type: 'skipped',
        ref: stored(ref, markGivenUp(ref, makers)),
        reason: reading.reason,
        contentHash: reading.contentHash,
        ...(reading.known === undefined ? {} : { known: reading.known }),
      }
    case 'failed':
      return {
        type: 'failed',
        ref: stored(ref, markGivenUp(ref, makers)),
        problem: reading.problem,
        detail: reading.detail,
        contentHash: reading.contentHash,
        maker: makers.stamp,
        nextAttemptAt: nextAttempt(reading.problem, attempts, now),
      }
    case 'refused':
      return refusal(ref, markGivenUp(ref, makers), reading.error, attempts, now)
  }
}

/** A document that the source would not hand over. */
export function refusal(ref: ToDerive['ref'], version: string, error: RefusalError, attempts: number, now: Date): DocumentChange {
  return {
    type: 'failed',
    ref: stored(ref, version),
    problem: error.problem,
    detail: error.message,
    contentHash: null,
    maker: null,
    nextAttemptAt: nextAttempt(error.problem, attempts, now, error.retryAfterMs),
  }
}

type RefusalError = Extract<Reading, { readonly status: 'refused' }>['error']

/** The ref with the version the index keeps, and without content that was handed over with it. */
export function stored(ref: ToDerive['ref'], version: string): StoredRef {
  const { content: _, ...rest } = ref
  return { ...rest, version }
}

/** Same content and same titles, so that its words and passages would come out the same. */
const holdsAlready = (known: KnownDocument, ref: ToDerive['ref'], derived: DerivedText, makers: Makers): boolean =>
  known.state === 'searchable' &&
  !isToRebuild(known.version) &&
  known.contentHash === derived.contentHash &&
  known.embedTitle === embedTitle(ref.titled ? ref.title : null, derived.title) &&
  (known.embedTitle !== null || known.title === ref.title) &&
  madeByCurrent(known, makers)
