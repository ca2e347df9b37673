import { useCall } from '../app/engine.tsx'
import { strings } from '../app/strings.ts'
import { Select } from '../ui/select.tsx'
import { changeShown, useShown } from './shown-tab.ts'

/** Which source the lists of this screen are about; one choice for all of them. */
export function SourceSelect() {
  const sources = useCall('sources.list', {}).data ?? []
  const source = useShownSource()
  if (sources.length < 2) return null
  return (
    <Select
      label={strings.activity.sourceShown}
      value={source}
      options={[
        { value: '', label: strings.activity.allSources },
        ...sources.map((one) => ({ value: one.source.id, label: one.source.name })),
      ]}
      onChange={(next) => changeShown({ source: next })}
      className="max-w-56"
    />
  )
}

/** The source that the lists are narrowed to; empty for all, also when the chosen one was removed meanwhile. */
export function useShownSource(): string {
  const sources = useCall('sources.list', {}).data
  const { source } = useShown()
  return sources === undefined || sources.some((one) => one.source.id === source) ? source : ''
}
