import { Menu as Base } from '@base-ui/react/menu'
import type { LucideIcon } from 'lucide-react'
import { Fragment, type ReactElement } from 'react'

export interface MenuItem {
  readonly label: string
  readonly icon: LucideIcon
  readonly danger?: boolean
  /** A line stands above it. */
  readonly apart?: boolean
  readonly onSelect: () => void
}

/** A button that opens a short list of actions. */
export function Menu({ trigger, items }: { readonly trigger: ReactElement; readonly items: readonly MenuItem[] }) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner align="end" sideOffset={6} className="z-30">
          <Base.Popup className="min-w-48 rounded-b border border-line bg-raised p-1 shadow-raised outline-none">
            {items.map(({ label, icon: Icon, danger, apart, onSelect }) => (
              <Fragment key={label}>
                {apart === true && <Base.Separator className="mx-2 my-1 h-px bg-line" />}
                <Base.Item
                  onClick={onSelect}
                  className={`flex h-8 cursor-pointer items-center gap-2.5 rounded-s px-2.5 text-sm font-medium outline-none data-highlighted:bg-hover ${danger ? 'text-bad' : 'text-ink'}`}
                >
                  <Icon aria-hidden size={15} strokeWidth={1.75} />
                  {label}
                </Base.Item>
              </Fragment>
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
