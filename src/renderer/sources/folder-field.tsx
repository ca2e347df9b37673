import { CornerLeftUp, Folder } from 'lucide-react'
import { type KeyboardEvent, useDeferredValue, useId, useState } from 'react'
import { useCall } from '../app/engine.tsx'
import { strings } from '../app/strings.ts'
import { Button } from '../ui/button.tsx'
import { joinPath, splitTyped } from './typed-path.ts'

/** A path typed or found: the folders below what is typed are listed and narrow it down as one types. */
export function FolderField({
  value,
  onChange,
  onSubmit,
  autoFocus = false,
}: {
  readonly value: string
  readonly onChange: (path: string) => void
  readonly onSubmit: () => void
  readonly autoFocus?: boolean
}) {
  const id = useId()
  const [active, setActive] = useState(-1)
  const typed = splitTyped(useDeferredValue(value))
  const listing = useCall('folders.list', typed.folder === '' ? {} : { path: typed.folder }, { placeholderData: (before) => before })
  const picker = useCall('engine.info', {}).data?.capabilities.includes('pick-folder') === true
  const below = (listing.data?.folders ?? []).filter((name) => name.toLowerCase().startsWith(typed.rest.toLowerCase()))
  const parent = typed.rest === '' ? (listing.data?.parent ?? null) : null
  const base = listing.data?.path ?? ''
  const enter = (path: string) => {
    onChange(path)
    setActive(-1)
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'ArrowDown') setActive(Math.min(active + 1, below.length - 1))
    else if (event.key === 'ArrowUp') setActive(Math.max(active - 1, -1))
    else if (event.key === 'Enter') {
      const chosen = below[active]
      if (chosen === undefined) onSubmit()
      else enter(joinPath(base, chosen, true))
    } else return
    event.preventDefault()
    requestAnimationFrame(() => document.getElementById(`${id}-${Math.max(0, active)}`)?.scrollIntoView({ block: 'nearest' }))
  }

  return (
    <div>
      <label htmlFor={`${id}-field`} className="mb-1.5 block text-sm font-medium">
        {strings.firstRun.folder}
      </label>
      <div className="flex gap-2">
        <input
          id={`${id}-field`}
          role="combobox"
          // biome-ignore lint/a11y/noAutofocus: the one question of the dialog or screen it stands in
          autoFocus={autoFocus}
          autoComplete="off"
          spellCheck={false}
          aria-expanded={below.length > 0}
          aria-controls={below.length > 0 ? `${id}-list` : undefined}
          aria-autocomplete="list"
          aria-activedescendant={active >= 0 && active < below.length ? `${id}-${active}` : undefined}
          placeholder={strings.folders.placeholder}
          value={value}
          onChange={(event) => enter(event.target.value)}
          onKeyDown={onKeyDown}
          className="h-[38px] min-w-0 flex-1 rounded-b border border-line-strong bg-surface px-3 outline-none focus:border-accent focus:shadow-[0_0_0_3px_color-mix(in_srgb,var(--color-accent)_16%,transparent)]"
        />
        {picker && window.magpie?.pickFolder !== undefined && (
          <Button className="h-[38px]" onClick={() => void window.magpie?.pickFolder?.().then((path) => path !== null && enter(path))}>
            {strings.firstRun.pick}
          </Button>
        )}
      </div>
      <div className="mt-2 overflow-hidden rounded-b border border-line">
        <div className="flex h-9 items-center gap-2 border-b border-line bg-bg px-3 text-sm text-ink-2">
          <span className="min-w-0 flex-1 truncate" title={base}>
            {strings.folders.label} {base}
          </span>
          {parent !== null && (
            <Button
              look="ghost"
              square
              className="-mr-2"
              aria-label={strings.folders.up}
              title={strings.folders.up}
              onClick={() => enter(joinPath(parent, '', true))}
            >
              <CornerLeftUp aria-hidden />
            </Button>
          )}
        </div>
        <div className="h-[180px] overflow-y-auto">
          {below.length > 0 && (
            <div id={`${id}-list`} role="listbox" aria-label={`${strings.folders.label} ${base}`} tabIndex={-1}>
              {below.map((name, index) => (
                // biome-ignore lint/a11y/useKeyWithClickEvents: the field holds the keys for all options
                // biome-ignore lint/a11y/useFocusableInteractive: options are reached by aria-activedescendant
                <div
                  key={name}
                  id={`${id}-${index}`}
                  role="option"
                  aria-selected={index === active}
                  onClick={() => enter(joinPath(base, name, true))}
                  className={`flex h-9 cursor-pointer items-center gap-2.5 border-b border-line px-3 last:border-b-0 ${index === active ? 'bg-selected' : 'hover:bg-hover'}`}
                >
                  <Folder aria-hidden size={16} strokeWidth={1.75} className="text-ink-3" />
                  <span className="truncate">{name}</span>
                </div>
              ))}
            </div>
          )}
          {below.length === 0 && listing.data !== undefined && (
            <p className="px-3 py-2 text-sm text-ink-3">
              {listing.data.parent === null && listing.data.folders.length === 0 ? strings.folders.outside : strings.folders.none}
            </p>
          )}
        </div>
      </div>
    </div>
  )
}
