import { Select } from '../ui/select.tsx'
import { Line } from './section.tsx'

/** A preference that is one of a few, on a line with its name. */
export function ChoiceLine<Value extends string>({
  label,
  lead,
  value,
  values,
  words,
  onChange,
}: {
  readonly label: string
  readonly lead?: string
  readonly value: Value
  readonly values: readonly Value[]
  readonly words: (value: Value) => string
  readonly onChange: (value: Value) => void
}) {
  return (
    <Line label={label} {...(lead === undefined ? {} : { lead })}>
      <Select
        label={label}
        value={value}
        options={values.map((one) => ({ value: one, label: words(one) }))}
        onChange={(chosen) => onChange(chosen as Value)}
      />
    </Line>
  )
}
