import type { CallInput } from '../../shared/api.ts'
import type { Json } from '../../shared/json.ts'
import type { ConnectorField } from '../../shared/model.ts'
import { strings } from '../app/strings.ts'
import { Check } from '../ui/check.tsx'
import { TextField } from '../ui/text-field.tsx'
import { FolderField } from './folder-field.tsx'

/** What a person typed, by the name of the field; a toggle is `true` or `false`. */
export type Typed = Readonly<Record<string, string>>

/** The fields as they are before anything is typed: as saved, or as the connector takes them to be. */
export const typedFrom = (fields: readonly ConnectorField[], saved: Readonly<Record<string, Json>> = {}): Typed =>
  Object.fromEntries(
    fields.map(({ name, initially }) => {
      const value = saved[name] ?? initially
      return [name, value === undefined || value === null ? '' : Array.isArray(value) ? value.join(', ') : String(value)]
    }),
  )

/** What is sent for a new source: empty ones are left to the connector. */
export function settingsFrom(fields: readonly ConnectorField[], typed: Typed): CallInput<'sources.add'>['settings'] {
  return Object.fromEntries(
    fields.flatMap(({ name, input }): [string, CallInput<'sources.add'>['settings'][string]][] => {
      const value = typed[name]?.trim() ?? ''
      if (value === '') return []
      if (input === 'toggle') return [[name, value === 'true']]
      if (input === 'number') return [[name, Number(value)]]
      if (input === 'list')
        return [
          [
            name,
            value
              .split(',')
              .map((part) => part.trim())
              .filter((part) => part !== ''),
          ],
        ]
      return [[name, value]]
    }),
  )
}

/** The settings of a kind of source, drawn from what it declares. */
export function SettingFields({
  fields,
  typed,
  onChange,
  onSubmit,
  focusFirst = false,
}: {
  readonly fields: readonly ConnectorField[]
  readonly typed: Typed
  readonly onChange: (typed: Typed) => void
  readonly onSubmit: () => void
  /** The first of them takes the focus. */
  readonly focusFirst?: boolean
}) {
  return fields.map((field, index) => {
    const value = typed[field.name] ?? ''
    const set = (next: string) => onChange({ ...typed, [field.name]: next })
    if (field.input === 'toggle')
      return (
        <Check
          key={field.name}
          label={field.label}
          {...(field.help === undefined ? {} : { lead: field.help })}
          checked={value === 'true'}
          onChange={(next) => set(String(next))}
        />
      )
    if (field.input === 'folder')
      return <FolderField key={field.name} value={value} onChange={set} onSubmit={onSubmit} autoFocus={focusFirst && index === 0} />
    const help = [field.help, field.input === 'list' ? strings.connecting.form.list : undefined].filter((part) => part !== undefined)
    return (
      <TextField
        key={field.name}
        label={field.required ? field.label : `${field.label} (${strings.connecting.form.optional})`}
        {...(help.length === 0 ? {} : { help: help.join('. ').replace('..', '.') })}
        value={value}
        onChange={set}
        required={field.required}
        inputMode={field.input === 'number' ? 'numeric' : field.input === 'url' ? 'url' : 'text'}
        autoFocus={focusFirst && index === 0}
      />
    )
  })
}
