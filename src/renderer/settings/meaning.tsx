import type { Settings } from '../../shared/api.ts'
import { useAct, useCall } from '../app/engine.tsx'
import { strings } from '../app/strings.ts'
import { Choices } from '../ui/choices.tsx'
import { Failed } from '../ui/failed.tsx'
import { Section } from './section.tsx'

/** Which model learns meanings. */
export function Meaning({ settings }: { readonly settings: Settings }) {
  const words = strings.settings
  const set = useAct('settings.set', 'shown-here')
  const answering = useCall('embedding.status', {}).data?.model ?? ''
  return (
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
      <Failed error={set.error} />
    </Section>
  )
}
