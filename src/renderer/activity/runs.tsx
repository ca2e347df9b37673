import { useState } from 'react'
import type { SourceStatus } from '../../shared/model.ts'
import { useCall } from '../app/engine.tsx'
import { strings } from '../app/strings.ts'
import { useMinute } from '../app/use-minute.ts'
import { stateOf } from '../sources/source-words.ts'
import { Bar } from '../ui/bar.tsx'
import { Button } from '../ui/button.tsx'
import { Check } from '../ui/check.tsx'
import { ScrollPane } from '../ui/scroll-pane.tsx'
import { byDay, isQuiet } from './days.ts'
import { RunRow } from './run-row.tsx'
import { SourceSelect, useShownSource } from './source-select.tsx'

const pageSize = 100
/** The engine keeps so many for each source. */
const most = 500

/** What was synced when, the latest first, with what is under way above all. */
export function Runs() {
  const words = strings.activity.runs
  const source = useShownSource()
  const [quiet, setQuiet] = useState(false)
  const [limit, setLimit] = useState(pageSize)
  const now = useMinute()
  const sources = useCall('sources.list', {}).data ?? []
  const found = useCall('runs.list', { limit: most, ...(source === '' ? {} : { source }) }).data
  const names = new Map(sources.map((one) => [one.source.id, one.source.name]))
  const running = sources.filter((one) => one.progress !== null && (source === '' || one.source.id === source))
  const wanted = (found ?? []).filter((run) => names.has(run.source) && (quiet || !isQuiet(run)))
  const shown = wanted.slice(0, limit)
  return (
    <ScrollPane label={strings.activity.tabs.runs} className="px-4 py-4 md:px-8">
      <div className="mb-4 flex flex-wrap items-center gap-x-4 gap-y-2">
        <SourceSelect />
        <Check label={words.showQuiet} checked={quiet} onChange={setQuiet} />
      </div>
      <div className="grid max-w-[860px] gap-5">
        {running.length > 0 && (
          <section>
            <h2 className="mb-1 text-sm font-semibold text-ink-3">{words.now}</h2>
            <ul>
              {running.map((one) => (
                <Running key={one.source.id} status={one} />
              ))}
            </ul>
          </section>
        )}
        {byDay(shown, now).map(({ name, runs }) => (
          <section key={name}>
            <h2 className="mb-1 text-sm font-semibold text-ink-3">{name}</h2>
            <ol>
              {runs.map((run) => (
                <RunRow key={run.id} run={run} name={names.get(run.source) ?? run.source} />
              ))}
            </ol>
          </section>
        ))}
        {wanted.length > limit && (
          <div>
            <Button onClick={() => setLimit(limit + pageSize)}>{words.more}</Button>
          </div>
        )}
        {wanted.length === 0 && running.length === 0 && (
          <p className="text-ink-2">
            {found === undefined ? strings.activity.loading : found.length === 0 ? words.empty : words.quietOnly}
          </p>
        )}
      </div>
    </ScrollPane>
  )
}

function Running({ status }: { readonly status: SourceStatus }) {
  const { progress, source } = status
  const { words } = stateOf(status)
  const share = progress === null || progress.listed === 0 || progress.phase === 'listing' ? 0 : progress.done / progress.listed
  return (
    <li className="grid gap-1.5 py-2">
      <p className="flex flex-wrap gap-x-3">
        <span className="min-w-0 flex-1 truncate font-medium" title={source.name}>
          {source.name}
        </span>
        <span className="num text-sm text-accent">{words}</span>
      </p>
      <Bar share={share} label={`${source.name}: ${words}`} />
    </li>
  )
}
