import { say } from '../../shared/messages/say.ts'
import type { Removal } from '../../shared/model.ts'
import { since } from '../app/ago.ts'
import { useCall } from '../app/engine.tsx'
import { strings } from '../app/strings.ts'
import { useMinute } from '../app/use-minute.ts'
import { usePages } from '../app/use-pages.ts'
import { Button } from '../ui/button.tsx'
import { Failed } from '../ui/failed.tsx'
import { ScrollPane } from '../ui/scroll-pane.tsx'
import { SourceSelect, useShownSource } from './source-select.tsx'

/** What left the index, when, and why; the latest first. */
export function Removed() {
  const words = strings.activity.removed
  const source = useShownSource()
  const now = useMinute()
  const sources = useCall('sources.list', {}).data ?? []
  const names = new Map(sources.map((one) => [one.source.id, one.source.name]))
  const { rows, error, more, busy } = usePages('removals.list', source === '' ? {} : { source }, byId)
  return (
    <ScrollPane label={strings.activity.tabs.removed} className="px-4 py-4 md:px-8">
      <div className="mb-4 flex flex-wrap items-center gap-x-4 gap-y-2">
        <SourceSelect />
        <p className="text-sm text-ink-2">{words.lead}</p>
      </div>
      <Failed error={error} />
      {rows === null && error === null && <p className="text-ink-2">{strings.activity.loading}</p>}
      {rows?.length === 0 && <p className="text-ink-2">{words.empty}</p>}
      <ul className="max-w-[860px] overflow-hidden rounded-b border border-line empty:hidden">
        {rows?.map((removal) => (
          <li key={removal.id} className="flex flex-wrap gap-x-3 border-b border-line px-3 py-2 last:border-b-0">
            <div className="min-w-0 flex-1 basis-60">
              <p className="truncate font-medium" title={[...removal.path, removal.title].join(strings.search.crumb)}>
                {removal.title || removal.externalId}
              </p>
              <p className="text-sm text-ink-2">{say(removal.said)}</p>
            </div>
            <p className="num max-w-full truncate text-sm text-ink-3">
              {names.get(removal.source) ?? removal.source} · {since(removal.at, now)}
            </p>
          </li>
        ))}
      </ul>
      {more !== null && (
        <Button className="mt-3" disabled={busy} onClick={more}>
          {busy ? strings.activity.loading : words.more}
        </Button>
      )}
    </ScrollPane>
  )
}

const byId = { rowsOf: (removals: readonly Removal[]) => removals, idOf: ({ id }: Removal) => id }
