import { useState } from 'react'
import { say } from '../../shared/messages/say.ts'
import type { Failure } from '../../shared/model.ts'
import { ago } from '../app/ago.ts'
import { strings } from '../app/strings.ts'
import { Button } from '../ui/button.tsx'
import type { FailureKind } from './failure-kinds.ts'

const pageSize = 50

export interface FailureGroupProps {
  readonly kind: FailureKind
  readonly nameOf: (source: string) => string
  readonly busy: boolean
  /** One failure, or null for all of the kind. */
  readonly onRetry: (failure: Failure | null) => void
  readonly onIgnore: (failure: Failure | null) => void
}

/** Failures with one reason: the reason in words, what can be done with all, and each document. */
export function FailureGroup({ kind, nameOf, busy, onRetry, onIgnore }: FailureGroupProps) {
  const words = strings.activity.failures
  const [limit, setLimit] = useState(pageSize)
  const { failures, problem } = kind
  const open = failures.filter((failure) => !failure.ignored)
  return (
    <section aria-label={say({ code: `problem-${problem}`, params: {} })}>
      <div className="mb-2 flex flex-wrap items-center gap-x-3 gap-y-2">
        <h2 className="min-w-0 flex-1 basis-56 font-semibold">
          {say({ code: `problem-${problem}`, params: {} })}{' '}
          <span className="num font-normal whitespace-nowrap text-ink-3">{words.documents(failures.length)}</span>
        </h2>
        {open.length > 0 && (
          <span className="flex gap-2">
            <Button disabled={busy} onClick={() => onRetry(null)}>
              {words.retryAll(open.length)}
            </Button>
            <Button look="ghost" onClick={() => onIgnore(null)}>
              {words.ignoreAll(open.length)}
            </Button>
          </span>
        )}
      </div>
      <ul className="overflow-hidden rounded-b border border-line">
        {failures.slice(0, limit).map((failure) => (
          <li
            key={`${failure.source} ${failure.externalId}`}
            className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-3 py-2 last:border-b-0"
          >
            <div className="min-w-0 flex-1 basis-60">
              <p className="truncate font-medium" title={failure.externalId}>
                {failure.title || failure.externalId}
              </p>
              <p className="num truncate text-sm text-ink-3">
                {nameOf(failure.source)} · {words.attempts(failure.attempts)} · {whenNext(failure)}
              </p>
            </div>
            <Button disabled={busy} aria-label={words.retryNamed(failure.title || failure.externalId)} onClick={() => onRetry(failure)}>
              {words.retry}
            </Button>
            {!failure.ignored && (
              <Button look="ghost" aria-label={words.ignoreNamed(failure.title || failure.externalId)} onClick={() => onIgnore(failure)}>
                {words.ignore}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {failures.length > limit && (
        <Button look="ghost" className="mt-2" onClick={() => setLimit(limit + 4 * pageSize)}>
          {words.more(Math.min(4 * pageSize, failures.length - limit))}
        </Button>
      )}
    </section>
  )
}

function whenNext({ nextAttemptAt, ignored }: Failure): string {
  const words = strings.activity.failures
  if (ignored) return words.ignored
  return nextAttemptAt === null ? words.noNext : words.next(ago(nextAttemptAt))
}
