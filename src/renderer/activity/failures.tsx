import { useState } from 'react'
import { say } from '../../shared/messages/say.ts'
import type { Failure } from '../../shared/model.ts'
import { useAct, useCall } from '../app/engine.tsx'
import { strings } from '../app/strings.ts'
import { Check } from '../ui/check.tsx'
import { ScrollPane } from '../ui/scroll-pane.tsx'
import { Select } from '../ui/select.tsx'
import { FailureGroup } from './failure-group.tsx'
import { PasswordDialog } from './password-dialog.tsx'
import { SourceSelect, useShownSource } from './source-select.tsx'

/** Every document that could not be indexed, by reason, and what can be done about it. */
export function Failures() {
  const words = strings.activity.failures
  const source = useShownSource()
  const [kind, setKind] = useState('')
  const [ignored, setIgnored] = useState(false)
  const found = useCall('failures.count', source === '' ? {} : { source }).data
  const sources = useCall('sources.list', {}).data ?? []
  /** Whose password is asked for; a null document is all of the kind. */
  const [asking, setAsking] = useState<{ readonly problem: string; readonly failure: Failure | null } | null>(null)
  const retry = useAct('failures.retry')
  const ignore = useAct('failures.ignore')
  const names = new Map(sources.map((one) => [one.source.id, one.source.name]))
  const kinds = (found ?? []).filter((kind) => kind.open > 0 || ignored)
  const shown = kinds.filter(({ problem }) => kind === '' || !kinds.some((one) => one.problem === kind) || problem === kind)
  const outcome =
    retry.data !== undefined && !retry.isPending
      ? words.done(retry.data.retried, retry.data.succeeded)
      : ignore.data !== undefined
        ? words.ignoredDone(ignore.data.ignored)
        : ''
  return (
    <ScrollPane label={strings.activity.tabs.failures} className="px-4 py-4 md:px-8">
      <div className="mb-4 flex flex-wrap items-center gap-x-4 gap-y-2">
        <SourceSelect />
        {kinds.length > 1 && (
          <Select
            label={words.kindShown}
            value={kind}
            options={[
              { value: '', label: words.allKinds },
              ...kinds.map(({ problem }) => ({ value: problem, label: say({ code: `problem-${problem}`, params: {} }) })),
            ]}
            onChange={setKind}
            className="max-w-72"
          />
        )}
        {(found ?? []).some((one) => one.ignored > 0) && <Check label={words.showIgnored} checked={ignored} onChange={setIgnored} />}
        <p role="status" className="num min-h-[19px] text-sm text-ink-2">
          {retry.isPending ? words.trying : outcome}
        </p>
      </div>
      <div className="grid max-w-[860px] gap-5">
        {found !== undefined && kinds.length === 0 && (
          <p className="text-ink-2">{source === '' && found.length === 0 ? words.empty : words.emptyFiltered}</p>
        )}
        {found === undefined && <p className="text-ink-2">{strings.activity.loading}</p>}
        {shown.map((one) => (
          <FailureGroup
            key={one.problem}
            kind={one}
            source={source}
            withIgnored={ignored}
            nameOf={(id) => names.get(id) ?? id}
            busy={retry.isPending}
            onRetry={(failures) => {
              ignore.reset()
              retry.mutate(filterOf(failures, one.problem, source))
            }}
            onPassword={(failure) => setAsking({ problem: one.problem, failure })}
            onIgnore={(failures) => {
              retry.reset()
              ignore.mutate(filterOf(failures, one.problem, source))
            }}
          />
        ))}
      </div>
      {asking !== null && (
        <PasswordDialog
          title={asking.failure === null ? null : asking.failure.title || asking.failure.externalId}
          filter={filterOf(asking.failure, asking.problem, source)}
          onClose={() => setAsking(null)}
        />
      )}
    </ScrollPane>
  )

  /** One document by its name; a whole kind by its reason, so that also those that came meanwhile are meant. */
  function filterOf(failure: Failure | null, problem: string, of: string) {
    if (failure !== null) return { source: failure.source, externalIds: [failure.externalId] }
    return { problem, ...(of === '' ? {} : { source: of }) }
  }
}
