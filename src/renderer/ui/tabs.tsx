import { Tabs as Base } from '@base-ui/react/tabs'
import type { ReactNode } from 'react'

export interface Tab<Name extends string> {
  readonly name: Name
  readonly label: string
  /** Shown beside the label; none when it is 0. */
  readonly count?: string
  readonly panel: ReactNode
}

/** Parts of a screen, one at a time. The arrow keys go from one to the next. */
export function Tabs<Name extends string>({
  label,
  tabs,
  value,
  onChange,
}: {
  readonly label: string
  readonly tabs: readonly Tab<Name>[]
  readonly value: Name
  readonly onChange: (name: Name) => void
}) {
  return (
    <Base.Root value={value} onValueChange={(next) => onChange(next as Name)} className="grid min-h-0 grid-rows-[auto_minmax(0,1fr)]">
      <Base.List aria-label={label} data-pane className="flex gap-1 overflow-x-auto border-b border-line px-3 md:px-7">
        {tabs.map(({ name, label: words, count }) => (
          <Base.Tab
            key={name}
            value={name}
            className="inline-flex h-10 flex-none cursor-pointer items-center gap-2 border-b-2 border-transparent px-2 font-medium text-ink-2 -outline-offset-2 hover:text-ink data-active:border-accent data-active:text-ink"
          >
            {words}
            {count !== undefined && (
              <span className="num rounded-full bg-bad-soft px-[7px] py-px text-xs font-semibold text-bad">{count}</span>
            )}
          </Base.Tab>
        ))}
      </Base.List>
      {tabs.map(({ name, panel }) => (
        <Base.Panel key={name} value={name} className="grid min-h-0 grid-cols-[minmax(0,1fr)] -outline-offset-2">
          {panel}
        </Base.Panel>
      ))}
    </Base.Root>
  )
}
