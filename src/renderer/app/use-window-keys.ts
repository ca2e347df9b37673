import { useEffect, useRef } from 'react'
import { goTo } from './route.ts'
import { isField } from './use-field-focus.ts'

export interface WindowKeys {
  showKeys(): void
  showCommands(): void
}

/** While one of these is open, its own keys alone count. */
export const dialogOpen = (): boolean => document.querySelector('[role=dialog], [role=alertdialog], [role=menu]') !== null

/** Keys that work everywhere: to the search field, around the panes, the commands, and the list of keys. */
export function useWindowKeys(keys: WindowKeys): void {
  const latest = useRef(keys)
  latest.current = keys
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.isComposing || event.keyCode === 229 || event.defaultPrevented || dialogOpen()) return
      const typing = isField(event.target)
      const command = event.ctrlKey || event.metaKey
      const key = event.key.toLowerCase()
      if ((key === '/' && !typing && !command) || (key === 'k' && command && !event.shiftKey)) toSearch()
      else if ((key === 'p' && command && event.shiftKey) || (key === '>' && !command && isEmpty(event.target)))
        latest.current.showCommands()
      else if (event.key === 'F1' || (key === '?' && !typing)) latest.current.showKeys()
      else if (event.key === 'F6') toPane(event.shiftKey ? -1 : 1)
      else if (event.key === 'Escape' && !typing) toSearch()
      else return
      event.preventDefault()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [])
}

const isEmpty = (target: EventTarget | null): boolean => !isField(target) || (target as HTMLInputElement).value === ''

export function toSearch(): void {
  goTo('search')
  requestAnimationFrame(() => document.querySelector<HTMLInputElement>('main input[role=combobox]')?.focus())
}

/** From pane to pane: the first thing in each that can have the focus; in the rail, the screen one is on. */
function toPane(step: 1 | -1): void {
  const panes = [...document.querySelectorAll<HTMLElement>('[data-pane]')].filter(
    (pane) => pane.checkVisibility({ visibilityProperty: true }) && pane.closest('[inert]') === null,
  )
  const here = panes.findIndex((pane) => pane.contains(document.activeElement))
  const next = panes[(here + step + panes.length) % panes.length]
  if (next === undefined) return
  const target =
    next.querySelector<HTMLElement>('[aria-current=page], [data-scroller], [role=listbox]') ??
    next.querySelector<HTMLElement>('input, button, a, [tabindex="0"]') ??
    next
  target.focus()
}
