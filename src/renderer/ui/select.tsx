import { ChevronDown } from 'lucide-react'

/** One of many, as the system shows it. */
export function Select({
  label,
  value,
  options,
  onChange,
  className = '',
}: {
  readonly label: string
  readonly value: string
  readonly options: readonly { readonly value: string; readonly label: string }[]
  readonly onChange: (value: string) => void
  readonly className?: string
}) {
  return (
    <span className={`relative inline-flex max-w-full items-center ${className}`}>
      <select
        aria-label={label}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className="h-8 w-full cursor-pointer appearance-none truncate rounded-m border border-line-strong bg-surface py-0 pr-8 pl-3 text-sm font-medium text-ink hover:bg-hover"
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown aria-hidden size={15} strokeWidth={1.75} className="pointer-events-none absolute right-2.5 text-ink-3" />
    </span>
  )
}
