import { useState } from 'react'
import { since } from '../app/ago.ts'
import { useAct, useCall } from '../app/engine.tsx'
import { strings } from '../app/strings.ts'
import { Check } from '../ui/check.tsx'
import { CopyButton } from '../ui/copy-button.tsx'
import { Failed } from '../ui/failed.tsx'
import { linesClass, Section } from './section.tsx'

/** Which sources may be told of changes by a call, and the secret of one that was just switched on. */
export function Hooks() {
  const words = strings.settings
  const sources = (useCall('sources.list', {}).data ?? []).map(({ source }) => source)
  const status = useCall('hooks.get', {}).data
  const set = useAct('hooks.set', 'shown-here')
  const [shown, setShown] = useState<{ readonly source: string; readonly url: string; readonly secret: string } | null>(null)
  const change = (source: string, on: boolean) =>
    set.mutate(
      { source, on },
      { onSuccess: ({ url, secret }) => setShown(url === null || secret === null ? null : { source, url, secret }) },
    )
  return (
    <Section title={words.hooks} lead={words.hooksLead}>
      <div className={linesClass}>
        {sources.map(({ id, name }) => {
          const hook = status?.hooks.find((one) => one.source === id)
          return (
            <div key={id} className="grid gap-2 border-b border-line px-3 py-2.5 last:border-b-0">
              <Check label={words.hooksOn(name)} checked={hook !== undefined} onChange={(on) => change(id, on)} />
              {hook !== undefined && (
                <p className="pl-6 text-sm text-ink-2 [overflow-wrap:anywhere]">
                  {words.hooksUrl}: <span className="font-mono">{hook.url}</span>
                  {hook.calledAt !== null && ` · ${words.hooksCalled(hook.calls, since(hook.calledAt))}`}
                </p>
              )}
              {shown?.source === id && (
                <div role="status" className="grid gap-1.5 rounded-m bg-warn-soft px-3 py-2.5 text-sm text-warn forced-colors:border">
                  <p>{words.hooksOnce}</p>
                  <p className="flex flex-wrap items-center gap-2">
                    <span className="min-w-0 flex-1 basis-56 font-mono [overflow-wrap:anywhere]">{shown.secret}</span>
                    <CopyButton text={shown.secret} label={words.hooksCopy} />
                  </p>
                </div>
              )}
            </div>
          )
        })}
      </div>
      <Failed error={set.error} />
    </Section>
  )
}
