import { Dialog as Base } from '@base-ui/react/dialog'
import { type KeyboardEvent, useId, useState } from 'react'
import { Kbd } from '../ui/kbd.tsx'
import { useAllActions } from './actions.ts'
import { strings } from './strings.ts'

/** Every action by name: type a part of it, choose with the arrows, Enter does it. */
export function CommandPalette({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  return (
    <Base.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-scrim" />
        <Base.Popup
          aria-label={strings.palette.title}
          className="fixed top-[12vh] left-1/2 z-50 flex max-h-[min(480px,76vh)] w-[min(560px,calc(100vw-32px))] -translate-x-1/2 flex-col overflow-hidden rounded-l border border-line bg-raised shadow-raised"
        >
          <Commands onClose={onClose} />
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}

function Commands({ onClose }: { readonly onClose: () => void }) {
  const id = useId()
  const actions = useAllActions()
  const [wanted, setWanted] = useState('')
  const [active, setActive] = useState(0)
  const words = wanted.toLowerCase().split(/\s+/).filter(Boolean)
  const fitting = actions.filter(({ label }) => words.every((word) => label.toLowerCase().includes(word)))
  const chosen = Math.min(active, fitting.length - 1)
  const run = (index: number) => {
    const action = fitting[index]
    if (action === undefined) return
    onClose()
    // The palette gives the focus back first, so that an action may put it elsewhere.
    setTimeout(action.run, 0)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'ArrowDown') setActive(Math.min(chosen + 1, fitting.length - 1))
    else if (event.key === 'ArrowUp') setActive(Math.max(chosen - 1, 0))
    else if (event.key === 'Enter') run(chosen)
    else return
    event.preventDefault()
    requestAnimationFrame(() => document.getElementById(`${id}-active`)?.scrollIntoView({ block: 'nearest' }))
  }
  return (
    <>
      <input
        // biome-ignore lint/a11y/noAutofocus: typing is what the palette was opened for
        autoFocus
        role="combobox"
        aria-label={strings.palette.title}
        aria-expanded={fitting.length > 0}
        aria-controls={`${id}-list`}
        aria-activedescendant={fitting.length > 0 ? `${id}-active` : undefined}
        autoComplete="off"
        spellCheck={false}
        placeholder={strings.palette.placeholder}
        value={wanted}
        onChange={(event) => {
          setWanted(event.target.value)
          setActive(0)
        }}
        onKeyDown={onKeyDown}
        className="h-12 flex-none border-b border-line bg-transparent px-4 text-md outline-none"
      />
      <div
        id={`${id}-list`}
        role="listbox"
        aria-label={strings.palette.title}
        tabIndex={-1}
        className="min-h-0 overflow-y-auto p-1.5 empty:hidden"
      >
        {fitting.map(({ id: key, label, keys }, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field holds the keys for all options
          // biome-ignore lint/a11y/useFocusableInteractive: options are reached by aria-activedescendant
          <div
            key={key}
            id={index === chosen ? `${id}-active` : undefined}
            role="option"
            aria-selected={index === chosen}
            onClick={() => run(index)}
            onPointerMove={() => setActive(index)}
            className={`flex min-h-9 cursor-pointer items-center gap-3 rounded-m px-3 py-1.5 ${index === chosen ? 'bg-selected' : ''}`}
          >
            <span className="min-w-0 flex-1 truncate">{label}</span>
            {keys !== undefined && <Kbd>{keys}</Kbd>}
          </div>
        ))}
      </div>
      {fitting.length === 0 && <p className="px-4 py-5 text-ink-2">{strings.palette.none}</p>}
    </>
  )
}
