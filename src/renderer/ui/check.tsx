import { Check as Sign } from 'lucide-react'

/** A thing that is or is not so, with its words beside it. */
export function Check({
  label,
  lead,
  checked,
  onChange,
  disabled = false,
}: {
  readonly label: string
  readonly lead?: string
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
  readonly disabled?: boolean
}) {
  return (
    <label className={`inline-flex items-start gap-2 text-sm ${disabled ? 'opacity-60' : 'cursor-pointer'}`}>
      <span className="relative mt-px grid size-4 flex-none place-items-center">
        <input
          type="checkbox"
          checked={checked}
          disabled={disabled}
          onChange={(event) => onChange(event.target.checked)}
          className="peer size-4 cursor-[inherit] appearance-none rounded-[5px] border-[1.5px] border-ink-3 bg-surface checked:border-accent checked:bg-accent forced-colors:appearance-auto"
        />
        <Sign
          aria-hidden
          size={12}
          strokeWidth={3}
          className="pointer-events-none absolute hidden text-accent-ink peer-checked:block forced-colors:hidden!"
        />
      </span>
      <span className="min-w-0">
        {label}
        {lead !== undefined && <span className="block text-ink-2">{lead}</span>}
      </span>
    </label>
  )
}
