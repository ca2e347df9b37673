import { useEffect, useState } from 'react'

/** How long the typing rests between words and not between letters, in ms: what costs more than looking up words waits for it. */
export const typingRestMs = 140

/** A value as it was once it had not changed for `restMs`. */
export function useRested<T>(value: T, restMs: number): T {
  const [rested, setRested] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), restMs)
    return () => clearTimeout(timer)
  }, [value, restMs])
  return rested
}
