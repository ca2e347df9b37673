import { useCallback, useRef } from 'react'

/** A function that stays the same while what it does is as of the latest render: for parts that are drawn anew only when what they show changes. */
export function useStable<Given extends readonly unknown[], Answer>(act: (...given: Given) => Answer): (...given: Given) => Answer {
  const latest = useRef(act)
  latest.current = act
  return useCallback((...given: Given) => latest.current(...given), [])
}
