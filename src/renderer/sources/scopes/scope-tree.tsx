import { Check, ChevronRight } from 'lucide-react'
import { type KeyboardEvent, useRef, useState } from 'react'
import { strings } from '../../app/strings.ts'
import type { ScopeRow } from './scope-rows.ts'

export interface ScopeTreeProps {
  readonly rows: readonly ScopeRow[]
  readonly onToggle: (row: ScopeRow) => void
  readonly onOpen: (row: ScopeRow, open: boolean) => void
}

/** Parts that can be chosen, as a tree for the arrow keys: → opens, ← closes or goes up, Space chooses. */
export function ScopeTree({ rows, onToggle, onOpen }: ScopeTreeProps) {
  const list = useRef<HTMLDivElement>(null)
  const [at, setAt] = useState<string | null>(null)
  const current = Math.max(
    0,
    rows.findIndex((row) => row.scope.id === at),
  )
  const go = (index: number) => {
    const row = rows[Math.min(rows.length - 1, Math.max(0, index))]
    if (row === undefined) return
    setAt(row.scope.id)
    list.current?.querySelectorAll<HTMLElement>('[role=treeitem]')[rows.indexOf(row)]?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const row = rows[current]
    if (row === undefined) return
    if (event.key === 'ArrowDown') go(current + 1)
    else if (event.key === 'ArrowUp') go(current - 1)
    else if (event.key === 'Home') go(0)
    else if (event.key === 'End') go(rows.length - 1)
    else if (event.key === 'ArrowRight') {
      if (row.open === false) onOpen(row, true)
      else if (row.open === true) go(current + 1)
    } else if (event.key === 'ArrowLeft') {
      if (row.open === true) onOpen(row, false)
      else go(rows.findIndex((one) => one.scope.id === row.parent))
    } else if (event.key === ' ' || event.key === 'Enter') onToggle(row)
    else return
    event.preventDefault()
  }
  return (
    <div
      ref={list}
      role="tree"
      aria-label={strings.connecting.scopes.tree}
      aria-multiselectable="true"
      onKeyDown={onKeyDown}
      className="overflow-hidden rounded-b border border-line"
    >
      {rows.map((row, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the tree holds the keys for all its items
        <div
          key={row.scope.id}
          role="treeitem"
          tabIndex={index === current ? 0 : -1}
          aria-level={row.level}
          aria-posinset={row.position}
          aria-setsize={row.siblings}
          aria-expanded={row.open}
          aria-selected={row.state !== 'free'}
          aria-disabled={row.state === 'included'}
          aria-description={row.state === 'included' ? strings.connecting.scopes.included : undefined}
          onFocus={() => setAt(row.scope.id)}
          onClick={() => onToggle(row)}
          className="flex h-9 cursor-pointer items-center gap-2 border-b border-line px-3 -outline-offset-2 last:border-b-0 hover:bg-hover"
          style={{ paddingInlineStart: `${12 + (row.level - 1) * 22}px` }}
        >
          {row.open === undefined ? (
            <span className="w-5" />
          ) : (
            // biome-ignore lint/a11y/noStaticElementInteractions: for the mouse; the arrow keys do the same on the item
            // biome-ignore lint/a11y/useKeyWithClickEvents: for the mouse; the arrow keys do the same on the item
            <span
              className="grid size-6 -mx-0.5 place-items-center rounded-s text-ink-3 hover:text-ink"
              onClick={(event) => {
                event.stopPropagation()
                onOpen(row, row.open !== true)
              }}
            >
              <ChevronRight aria-hidden size={15} strokeWidth={1.75} className={row.open ? 'rotate-90' : ''} />
            </span>
          )}
          <Box state={row.state} />
          <span className={`min-w-0 truncate ${row.state === 'free' ? 'text-ink-2' : ''}`} title={row.scope.name}>
            {row.scope.name}
          </span>
        </div>
      ))}
    </div>
  )
}

function Box({ state }: Pick<ScopeRow, 'state'>) {
  const on = state !== 'free'
  return (
    <span
      aria-hidden
      className={`grid size-4 flex-none place-items-center rounded-[5px] border-[1.5px] ${on ? 'border-accent bg-accent text-accent-ink' : 'border-ink-3'} ${state === 'included' ? 'opacity-60' : ''}`}
    >
      {on && <Check size={12} strokeWidth={3} />}
    </span>
  )
}
