import { useEffect, useState } from 'react'

/** True while typing goes into a field, so that single-letter keys are text. */
export function useFieldFocus(): boolean {
  const [inField, setInField] = useState(() => isField(document.activeElement))
  useEffect(() => {
    const update = () => setInField(isField(document.activeElement))
    addEventListener('focusin', update)
    addEventListener('focusout', update)
    return () => {
      removeEventListener('focusin', update)
      removeEventListener('focusout', update)
    }
  }, [])
  return inField
}

export const isField = (element: EventTarget | null): boolean =>
  element instanceof HTMLTextAreaElement || (element instanceof HTMLInputElement && !/^(radio|checkbox|button)$/.test(element.type))
