import type { ReactNode } from 'react'
import { useAct, useCall } from '../app/engine.tsx'
import { bytes } from '../app/format.ts'
import { strings } from '../app/strings.ts'
import { Choices } from '../ui/choices.tsx'
import { ScreenHead } from '../ui/screen-head.tsx'
import { ScrollPane } from '../ui/scroll-pane.tsx'

const themes = ['system', 'light', 'dark'] as const

/** How the window looks, which model learns meanings, and what leaves the computer. */
export function SettingsScreen() {
  const settings = useCall('settings.get', {}).data
  const info = useCall('engine.info', {}).data
  const status = useCall('status', {}).data
  const set = useAct('settings.set')
  if (settings === undefined) return null
  const words = strings.settings
  const answering = status?.embedding.model ?? ''
  return (
    <div className="grid h-full grid-cols-[minmax(0,1fr)] grid-rows-[auto_minmax(0,1fr)]">
      <ScreenHead title={words.title} />
      <ScrollPane label={words.title} className="px-4 py-6 md:px-8">
        <div className="grid max-w-[640px] gap-8">
          <Section title={words.theme}>
            <Choices
              label={words.theme}
              inline
              value={settings.theme}
              choices={themes.map((value) => ({ value, label: words.themes[value] }))}
              onChange={(value) => set.mutate({ key: 'theme', value })}
            />
          </Section>
          <Section title={words.model} lead={words.modelLead}>
            <Choices
              label={words.model}
              value={settings.model}
              choices={[
                { value: 'auto', label: words.modelAuto, lead: words.modelAutoLead(words.models[answering]?.[0] ?? answering) },
                ...Object.entries(words.models).map(([value, [label, lead]]) => ({ value, label, lead })),
              ]}
              onChange={(value) => set.mutate({ key: 'model', value })}
            />
          </Section>
          <Section title={words.privacy}>
            <p className="font-semibold">{words.privacyNothing}</p>
            <p className="mt-1 text-ink-2">{words.privacyLead}</p>
            {info !== undefined && (
              <p className="mt-3 text-ink-2">
                {words.privacyHome} <span className="font-mono text-sm break-all text-ink">{info.home}</span>.{' '}
                {status !== undefined && words.privacySize(bytes(status.bytes), bytes(status.freeBytes))} {words.privacyDisk}
              </p>
            )}
          </Section>
          {info !== undefined && (
            <Section title={words.about}>
              <p className="num text-ink-2">{words.version(info.version, info.node)}</p>
            </Section>
          )}
        </div>
      </ScrollPane>
    </div>
  )
}

function Section({ title, lead, children }: { readonly title: string; readonly lead?: string; readonly children: ReactNode }) {
  return (
    <section>
      <h2 className="text-md font-semibold tracking-[-0.01em]">{title}</h2>
      {lead !== undefined && <p className="mt-1 text-ink-2">{lead}</p>}
      <div className="mt-3">{children}</div>
    </section>
  )
}
