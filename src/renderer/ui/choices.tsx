import { Radio } from '@base-ui/react/radio'
import { RadioGroup } from '@base-ui/react/radio-group'

export interface ChoicesProps {
  readonly label: string
  readonly value: string
  readonly choices: readonly { readonly value: string; readonly label: string; readonly lead?: string }[]
  readonly onChange: (value: string) => void
  readonly inline?: boolean
}

/** One of a few. */
export function Choices({ label, value, choices, onChange, inline = false }: ChoicesProps) {
  return (
    <RadioGroup
      aria-label={label}
      value={value}
      onValueChange={(next) => onChange(String(next))}
      className={inline ? 'flex flex-wrap gap-x-6 gap-y-2' : 'overflow-hidden rounded-b border border-line'}
    >
      {choices.map((choice) => (
        // biome-ignore lint/a11y/noLabelWithoutControl: the radio is inside
        <label
          key={choice.value}
          className={`flex cursor-pointer items-center gap-3 ${inline ? '' : 'border-b border-line px-3 py-2.5 last:border-b-0 hover:bg-hover'}`}
        >
          <Radio.Root
            value={choice.value}
            className="grid size-4 flex-none place-items-center rounded-full border-[1.5px] border-ink-3 data-checked:border-accent data-checked:bg-accent"
          >
            <Radio.Indicator className="size-1.5 rounded-full bg-accent-ink forced-colors:bg-[Highlight]" />
          </Radio.Root>
          <span className="min-w-0">
            <span className="block font-medium">{choice.label}</span>
            {choice.lead !== undefined && <span className="block text-sm text-ink-2">{choice.lead}</span>}
          </span>
        </label>
      ))}
    </RadioGroup>
  )
}
