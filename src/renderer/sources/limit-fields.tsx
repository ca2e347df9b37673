import type { ConnectorField, Source } from '../../shared/model.ts'
import { useCall } from '../app/engine.tsx'
import { strings } from '../app/strings.ts'
import { TextField } from '../ui/text-field.tsx'
import type { Typed } from './setting-fields.tsx'

/** What holds for any source, as text: what is left out, how hard it is worked on, and when a run of it gives up. Empty is as Magpie sees fit. */
export function limitsOf({ excludes, pace, errorBudget }: Source, fields: readonly ConnectorField[]): Typed {
  const text = (value: number | null | undefined) => (value === null || value === undefined ? '' : String(value))
  return {
    // A connector that can leave things out itself has a field of its own for it.
    ...(fields.some(({ name }) => name === 'exclude') ? {} : { excludes: excludes.join(', ') }),
    'at-once': text(pace.atOnce),
    'per-minute': text(pace.perMinute),
    'errors-in-a-row': text(errorBudget?.inARow),
    'errors-percent': text(errorBudget?.percent),
  }
}

/** The fields for them. */
export function LimitFields({ typed, onChange }: { readonly typed: Typed; readonly onChange: (name: string, value: string) => void }) {
  const words = strings.connecting.limits
  const settings = useCall('settings.get', {}).data
  const field = (name: keyof typeof words.labels, help: string, inputMode: 'text' | 'numeric' = 'numeric') => (
    <TextField
      label={words.labels[name]}
      help={help}
      inputMode={inputMode}
      value={typed[name] ?? ''}
      onChange={(value) => onChange(name, value)}
      className="min-w-0"
    />
  )
  return (
    <div className="mt-3 grid gap-4 sm:grid-cols-2">
      {typed.excludes !== undefined && <div className="sm:col-span-2">{field('excludes', words.excludesHelp, 'text')}</div>}
      {field('at-once', words.auto)}
      {field('per-minute', words.auto)}
      {field('errors-in-a-row', words.preferred(settings?.errorsInARow ?? null))}
      {field('errors-percent', words.preferred(settings?.errorsPercent ?? null))}
    </div>
  )
}
