import type { Settings } from '../../shared/api.ts'
import { useAct } from '../app/engine.tsx'
import { strings } from '../app/strings.ts'
import { Failed } from '../ui/failed.tsx'
import { ChoiceLine } from './choice-line.tsx'
import { linesClass, Section } from './section.tsx'

/** What is read, and when a source that goes wrong is left alone. */
export function Reading({ settings }: { readonly settings: Settings }) {
  const words = strings.settings
  const set = useAct('settings.set', 'shown-here')
  const choose = (key: keyof Settings) => (value: string) => set.mutate({ key, value })
  return (
    <Section title={words.reading}>
      <div className={linesClass}>
        <ChoiceLine
          label={words.ocr}
          lead={words.ocrLead}
          value={settings.ocr}
          values={['off', 'on']}
          words={(value) => words.ocrChoices[value]}
          onChange={choose('ocr')}
        />
        <ChoiceLine
          label={words.givesUpInARow}
          value={String(settings.errorsInARow)}
          values={usualAnd([0, 5, 10, 20, 50], settings.errorsInARow)}
          words={(value) => (value === '0' ? words.never : value)}
          onChange={choose('errorsInARow')}
        />
        <ChoiceLine
          label={words.givesUpPercent}
          value={String(settings.errorsPercent)}
          values={usualAnd([0, 5, 15, 30, 50], settings.errorsPercent)}
          words={(value) => (value === '0' ? words.never : words.percent(Number(value)))}
          onChange={choose('errorsPercent')}
        />
      </div>
      <Failed error={set.error} />
    </Section>
  )
}

/** The usual numbers, and the one that is set. */
const usualAnd = (usual: readonly number[], now: number): readonly string[] =>
  [...new Set([...usual, now])].sort((a, b) => a - b).map(String)
