import { useEffect } from 'react'
import { goTo } from './route.ts'
import { isField } from './use-field-focus.ts'

/** Keys that work everywhere: to the search field, around the panes, and the list of keys. */
export function useWindowKeys(showKeys: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.isComposing || document.querySelector('[role=dialog], [role=alertdialog]') !== null) return
      const typing = isField(event.target)
      const command = event.ctrlKey || event.metaKey
      if ((event.key === '/' && !typing && !command) || (event.key.toLowerCase() === 'k' && command)) toSearch()
      else if (event.key === 'F1' || (event.key === '?' && !typing)) showKeys()
      else if (event.key === 'F6') toPane(event.shiftKey ? -1 : 1)
      else if (event.key === 'Escape' && !typing && !event.defaultPrevented) toSearch()
      else return
      event.preventDefault()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [showKeys])
}

function toSearch(): void {
  goTo('search')
  requestAnimationFrame(() => document.querySelector<HTMLInputElement>('main input[role=combobox]')?.focus())
}

/** From pane to pane: the first thing in each that can have the focus; in the rail, the screen one is on. */
function toPane(step: 1 | -1): void {
  const panes = [...document.querySelectorAll<HTMLElement>('[data-pane]')].filter((pane) =>
    pane.checkVisibility({ visibilityProperty: true }),
  )
  const here = panes.findIndex((pane) => pane.contains(document.activeElement))
  const next = panes[(here + step + panes.length) % panes.length]
  const target =
    (next?.matches('[data-scroller]') ? next : null) ??
    next?.querySelector<HTMLElement>('[aria-current=page], [data-scroller], [role=listbox]') ??
    next?.querySelector<HTMLElement>('input, button, a, [tabindex="0"]')
  target?.focus()
}
