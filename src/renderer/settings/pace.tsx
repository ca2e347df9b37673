import type { Settings } from '../../shared/api.ts'
import { useAct, useCall } from '../app/engine.tsx'
import { strings } from '../app/strings.ts'
import { Failed } from '../ui/failed.tsx'
import { Select } from '../ui/select.tsx'
import { Line, linesClass, Section } from './section.tsx'

const battery = ['gently', 'wait', 'go-on'] as const
const metered = ['wait', 'go-on'] as const

/** How much of the computer is used when nobody waits. */
export function Pace({ settings }: { readonly settings: Settings }) {
  const words = strings.settings
  const set = useAct('settings.set', 'shown-here')
  const cores = useCall('engine.info', {}).data?.cores ?? settings.threads
  return (
    <Section title={words.pace} lead={words.paceLead}>
      <div className={linesClass}>
        <Line label={words.threads}>
          <Select
            label={words.threads}
            value={String(settings.threads)}
            options={Array.from({ length: Math.max(cores, settings.threads) }, (_, n) => ({
              value: String(n + 1),
              label: words.threadsOf(n + 1),
            }))}
            onChange={(value) => set.mutate({ key: 'threads', value })}
          />
        </Line>
        <Line label={words.onBattery}>
          <Select
            label={words.onBattery}
            value={settings.onBattery}
            options={battery.map((value) => ({ value, label: words.onBatteryChoices[value] }))}
            onChange={(value) => set.mutate({ key: 'onBattery', value })}
          />
        </Line>
        <Line label={words.onMetered}>
          <Select
            label={words.onMetered}
            value={settings.onMetered}
            options={metered.map((value) => ({ value, label: words.onMeteredChoices[value] }))}
            onChange={(value) => set.mutate({ key: 'onMetered', value })}
          />
        </Line>
      </div>
      <Failed error={set.error} />
    </Section>
  )
}
