import { say } from '../../shared/messages/say.ts'
import type { Failure, FailureCount } from '../../shared/model.ts'
import { ago } from '../app/ago.ts'
import { strings } from '../app/strings.ts'
import { usePages } from '../app/use-pages.ts'
import { Button } from '../ui/button.tsx'
import { Failed } from '../ui/failed.tsx'

export interface FailureGroupProps {
  readonly kind: FailureCount
  /** Only this source's; empty is all. */
  readonly source: string
  readonly withIgnored: boolean
  readonly nameOf: (source: string) => string
  readonly busy: boolean
  /** One failure, or null for all of the kind. */
  readonly onRetry: (failure: Failure | null) => void
  readonly onIgnore: (failure: Failure | null) => void
  readonly onPassword: (failure: Failure | null) => void
}

/** Failures with one reason: the reason in words, what can be done with all, and each document. */
export function FailureGroup({ kind, source, withIgnored, nameOf, busy, onRetry, onIgnore, onPassword }: FailureGroupProps) {
  const words = strings.activity.failures
  const { problem, open, ignored } = kind
  const total = open + (withIgnored ? ignored : 0)
  const filter = { problem, withIgnored, ...(source === '' ? {} : { source }) }
  const { rows, error, more, busy: loading } = usePages('failures.list', filter, byDocument)
  const shown = rows ?? []
  const isLocked = problem === 'encrypted'
  return (
    <section aria-label={say({ code: `problem-${problem}`, params: {} })}>
      <div className="mb-2 flex flex-wrap items-center gap-x-3 gap-y-2">
        <h2 className="min-w-0 flex-1 basis-56 font-semibold">
          {say({ code: `problem-${problem}`, params: {} })}{' '}
          <span className="num font-normal whitespace-nowrap text-ink-3">{words.documents(total)}</span>
        </h2>
        {open > 0 && (
          <span className="flex flex-wrap gap-2">
            {isLocked && <Button onClick={() => onPassword(null)}>{words.password.all}</Button>}
            <Button disabled={busy} onClick={() => onRetry(null)}>
              {words.retryAll(open)}
            </Button>
            <Button look="ghost" onClick={() => onIgnore(null)}>
              {words.ignoreAll(open)}
            </Button>
          </span>
        )}
      </div>
      <Failed error={error} />
      <ul className="overflow-hidden rounded-b border border-line empty:hidden">
        {shown.map((failure) => (
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
            {isLocked && (
              <Button aria-label={words.password.named(failure.title || failure.externalId)} onClick={() => onPassword(failure)}>
                {words.password.one}
              </Button>
            )}
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
      {more !== null && total > shown.length && (
        <Button look="ghost" className="mt-2" disabled={loading} onClick={more}>
          {words.more(total - shown.length)}
        </Button>
      )}
    </section>
  )
}

const byDocument = { rowsOf: (failures: readonly Failure[]) => failures, idOf: ({ documentId }: Failure) => documentId }

function whenNext({ nextAttemptAt, ignored }: Failure): string {
  const words = strings.activity.failures
  if (ignored) return words.ignored
  return nextAttemptAt === null ? words.noNext : words.next(ago(nextAttemptAt))
}
