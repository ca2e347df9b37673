import type { Settings } from '../../shared/api.ts'
import { useAct, useCall } from '../app/engine.tsx'
import { strings } from '../app/strings.ts'
import { Failed } from '../ui/failed.tsx'
import { ChoiceLine } from './choice-line.tsx'
import { linesClass, Section } from './section.tsx'

/** How much of the computer is used when nobody waits. */
export function Pace({ settings }: { readonly settings: Settings }) {
  const words = strings.settings
  const set = useAct('settings.set', 'shown-here')
  const cores = useCall('engine.info', {}).data?.cores ?? settings.threads
  const choose = (key: keyof Settings) => (value: string) => set.mutate({ key, value })
  return (
    <Section title={words.pace} lead={words.paceLead}>
      <div className={linesClass}>
        <ChoiceLine
          label={words.threads}
          value={String(settings.threads)}
          values={Array.from({ length: Math.max(cores, settings.threads) }, (_, n) => String(n + 1))}
          words={(value) => words.threadsOf(Number(value))}
          onChange={choose('threads')}
        />
        <ChoiceLine
          label={words.onBattery}
          value={settings.onBattery}
          values={['gently', 'wait', 'go-on']}
          words={(value) => words.onBatteryChoices[value]}
          onChange={choose('onBattery')}
        />
        <ChoiceLine
          label={words.onMetered}
          value={settings.onMetered}
          values={['wait', 'go-on']}
          words={(value) => words.onMeteredChoices[value]}
          onChange={choose('onMetered')}
        />
      </div>
      <Failed error={set.error} />
    </Section>
  )
}
