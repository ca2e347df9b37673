import { useEffect, useSyncExternalStore } from 'react'

/** Something a person can do, as the command palette lists it. */
export interface Action {
  readonly id: string
  readonly label: string
  /** As the keys are written on screen, such as `Ctrl ↵`. */
  readonly keys?: string
  readonly run: () => void
}

let groups: readonly (readonly Action[])[] = []
const listeners = new Set<() => void>()

function change(next: typeof groups): void {
  groups = next
  for (const listener of listeners) listener()
}

/** Offers actions for as long as the component is there. Pass a list that stays the same while nothing changes. */
export function useActions(actions: readonly Action[]): void {
  useEffect(() => {
    change([...groups, actions])
    return () => change(groups.filter((group) => group !== actions))
  }, [actions])
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** Everything that can be done now; what the innermost part of the window offers comes first. */
export function useAllActions(): readonly Action[] {
  return useSyncExternalStore(subscribe, () => groups)
    .toReversed()
    .flat()
}
