import { useEffect } from 'react'
import { isField } from '../app/use-field-focus.ts'
import { useStable } from '../app/use-stable.ts'
import { dialogOpen } from '../app/use-window-keys.ts'

/** No text is selected that a person could mean to copy; an empty selection in a field counts as none. */
export function nothingSelected(): boolean {
  const focused = document.activeElement
  if (isField(focused)) {
    const { selectionStart, selectionEnd } = focused as HTMLInputElement
    if (selectionStart !== selectionEnd) return false
  }
  return document.getSelection()?.isCollapsed !== false || isField(focused)
}

/** Keys that work in all of the screen; `handle` says whether a key was meant for it. */
export function useScreenKeys(handle: (event: globalThis.KeyboardEvent) => boolean): void {
  const act = useStable(handle)
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (event.isComposing || event.defaultPrevented || dialogOpen()) return
      if (act(event)) event.preventDefault()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [act])
}
