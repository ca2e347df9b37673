import { say } from '../../shared/messages/say.ts'
import type { Failure, Source } from '../../shared/model.ts'
import { ago } from '../app/ago.ts'
import { useAct, useCall } from '../app/engine.tsx'
import { strings } from '../app/strings.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'

/** As many as one reads; the rest is a number. */
const most = 200

/** What could not be indexed, why, and what is done about it. */
export function FailuresDialog({ source, onClose }: { readonly source: Source; readonly onClose: () => void }) {
  const failures = (useCall('failures.list', { source: source.id }).data ?? []).filter((failure) => !failure.ignored)
  const retry = useAct('failures.retry')
  const ignore = useAct('failures.ignore')
  return (
    <Dialog
      open
      onClose={onClose}
      width="wide"
      title={strings.sources.failuresTitle(source.name)}
      description={failures.length === 0 ? strings.sources.failuresNone : strings.sources.failuresLead}
      footer={
        <>
          <span role="status" className="mr-auto text-sm text-ink-3">
            {retry.data !== undefined && strings.sources.failureRetried(retry.data.retried, retry.data.succeeded)}
          </span>
          <Button disabled={retry.isPending || failures.length === 0} onClick={() => retry.mutate({ source: source.id })}>
            {retry.isPending ? strings.sources.adding : strings.sources.failureRetryAll}
          </Button>
        </>
      }
    >
      <ul className="overflow-hidden rounded-b border border-line empty:hidden">
        {failures.slice(0, most).map((failure) => (
          <li
            key={failure.externalId}
            className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-3 py-2.5 last:border-b-0"
          >
            <div className="min-w-0 flex-1 basis-60">
              <p className="truncate font-medium" title={failure.externalId}>
                {failure.title || failure.externalId}
              </p>
              <p className="text-sm text-ink-2">{say({ code: `problem-${failure.problem}`, params: {} })}</p>
              <p className="num text-xs text-ink-3">{whenNext(failure)}</p>
            </div>
            <Button onClick={() => retry.mutate({ source: source.id, externalIds: [failure.externalId] })}>{strings.sources.retry}</Button>
            <Button look="ghost" onClick={() => ignore.mutate({ source: source.id, externalIds: [failure.externalId] })}>
              {strings.sources.failureIgnore}
            </Button>
          </li>
        ))}
        {failures.length > most && (
          <li className="px-3 py-2.5 text-sm text-ink-3">{strings.sources.failuresMore(failures.length - most)}</li>
        )}
      </ul>
    </Dialog>
  )
}

function whenNext({ attempts, nextAttemptAt }: Failure): string {
  const next = nextAttemptAt === null ? strings.sources.failureNoNext : strings.sources.failureNext(ago(nextAttemptAt))
  return `${strings.sources.failureAttempts(attempts)} · ${next}`
}
