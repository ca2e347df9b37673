import { type ComponentProps, useId } from 'react'

export interface TextFieldProps extends Omit<ComponentProps<'input'>, 'onChange' | 'value'> {
  readonly label: string
  readonly help?: string | undefined
  readonly value: string
  readonly onChange: (value: string) => void
}

/** A line of text with its name above and a word of help below. */
export function TextField({ label, help, value, onChange, className = '', ...rest }: TextFieldProps) {
  const id = useId()
  return (
    <div className={className}>
      <label htmlFor={id} className="mb-1.5 block text-sm font-medium">
        {label}
      </label>
      <input
        id={id}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        aria-describedby={help === undefined ? undefined : `${id}-help`}
        autoComplete="off"
        spellCheck={false}
        className="h-[38px] w-full min-w-0 rounded-b border border-line-strong bg-surface px-3 outline-none focus:border-accent focus:shadow-[0_0_0_3px_color-mix(in_srgb,var(--color-accent)_16%,transparent)] forced-colors:focus:outline-2"
        {...rest}
      />
      {help !== undefined && (
        <p id={`${id}-help`} className="mt-1 text-sm text-ink-3">
          {help}
        </p>
      )}
    </div>
  )
}
