import { Menu as Base } from '@base-ui/react/menu'
import { Check, ChevronDown, type LucideIcon } from 'lucide-react'
import { count } from '../app/format.ts'

export interface Choice {
  readonly value: string
  readonly label: string
  readonly documents?: number | undefined
}

export interface FilterMenuProps {
  readonly icon: LucideIcon
  /** What the chip says: the choice, or that there is none. */
  readonly label: string
  /** What is chosen here, for those who cannot see the icon. */
  readonly title: string
  readonly choices: readonly Choice[]
  readonly chosen: readonly string[]
  /** Stays open for further choices. */
  readonly several?: boolean
  /** Takes every choice away. */
  readonly none: string
  readonly onChoose: (values: readonly string[]) => void
  readonly more?: { readonly label: string; readonly onSelect: () => void }
}

const item =
  'flex min-h-8 cursor-pointer items-center gap-2.5 rounded-s px-2 py-1 text-sm outline-none data-highlighted:bg-hover [&_svg]:size-4'

/** A chip that narrows the search by one thing. */
export function FilterMenu({ icon: Icon, label, title, choices, chosen, several = false, none, onChoose, more }: FilterMenuProps) {
  return (
    <Base.Root>
      <Base.Trigger render={<button type="button" aria-label={`${title}: ${label}`} className={chipLook(chosen.length > 0)} />}>
        <Icon aria-hidden size={13} strokeWidth={1.75} />
        <span className="max-w-48 truncate">{label}</span>
        <ChevronDown aria-hidden size={12} strokeWidth={1.75} className="-mr-0.5" />
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner align="start" sideOffset={6} className="z-30">
          <Base.Popup
            aria-label={title}
            className="max-h-[min(420px,var(--available-height))] max-w-80 min-w-48 overflow-y-auto rounded-b border border-line bg-raised p-1 shadow-raised outline-none"
          >
            <Base.Item onClick={() => onChoose([])} className={item}>
              {chosen.length === 0 ? <Check aria-hidden /> : <i className="size-4" />}
              {none}
            </Base.Item>
            {choices.map(({ value, label: name, documents }) => (
              <Base.CheckboxItem
                key={value}
                checked={chosen.includes(value)}
                closeOnClick={!several}
                onCheckedChange={(on) =>
                  onChoose(several ? (on ? [...chosen, value] : chosen.filter((other) => other !== value)) : on ? [value] : [])
                }
                className={item}
              >
                {chosen.includes(value) ? <Check aria-hidden /> : <i className="size-4" />}
                <span dir="auto" className="min-w-0 flex-1 truncate">
                  {name}
                </span>
                {documents !== undefined && <span className="num text-xs text-ink-3">{count(documents)}</span>}
              </Base.CheckboxItem>
            ))}
            {more !== undefined && (
              <Base.Item onClick={more.onSelect} className={item}>
                <i className="size-4" />
                {more.label}
              </Base.Item>
            )}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

export const chipLook = (pressed: boolean): string =>
  `num inline-flex h-[26px] flex-none cursor-pointer items-center gap-1.5 rounded-full border px-2.5 text-sm font-medium whitespace-nowrap ${
    pressed ? 'border-transparent bg-accent-soft text-accent forced-colors:border-[Highlight]' : 'border-line text-ink-2 hover:bg-hover'
  }`
