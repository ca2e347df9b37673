import type { Settings } from '../../shared/api.ts'
import { useAct } from '../app/engine.tsx'
import { strings } from '../app/strings.ts'
import { Failed } from '../ui/failed.tsx'
import { Select } from '../ui/select.tsx'
import { Line, linesClass, Section } from './section.tsx'

const ocr = ['off', 'on'] as const
const inARow = [0, 5, 10, 20, 50]
const percents = [0, 5, 15, 30, 50]

/** What is read, and when a source that goes wrong is left alone. */
export function Reading({ settings }: { readonly settings: Settings }) {
  const words = strings.settings
  const set = useAct('settings.set', 'shown-here')
  return (
    <Section title={words.reading}>
      <div className={linesClass}>
        <Line label={words.ocr} lead={words.ocrLead}>
          <Select
            label={words.ocr}
            value={settings.ocr}
            options={ocr.map((value) => ({ value, label: words.ocrChoices[value] }))}
            onChange={(value) => set.mutate({ key: 'ocr', value })}
          />
        </Line>
        <Line label={words.givesUpInARow}>
          <Select
            label={words.givesUpInARow}
            value={String(settings.errorsInARow)}
            options={choicesWith(inARow, settings.errorsInARow, String)}
            onChange={(value) => set.mutate({ key: 'errorsInARow', value })}
          />
        </Line>
        <Line label={words.givesUpPercent}>
          <Select
            label={words.givesUpPercent}
            value={String(settings.errorsPercent)}
            options={choicesWith(percents, settings.errorsPercent, words.percent)}
            onChange={(value) => set.mutate({ key: 'errorsPercent', value })}
          />
        </Line>
      </div>
      <Failed error={set.error} />
    </Section>
  )
}

/** The usual numbers, and the one that is set; 0 is never. */
const choicesWith = (usual: readonly number[], now: number, label: (n: number) => string) =>
  [...new Set([...usual, now])].sort((a, b) => a - b).map((n) => ({ value: String(n), label: n === 0 ? strings.settings.never : label(n) }))
