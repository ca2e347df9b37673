import { useSyncExternalStore } from 'react'
import { goTo } from '../app/route.ts'

export type ActivityTab = 'runs' | 'failures' | 'alerts' | 'removed' | 'log'

/** Stays while one looks at another screen. `source` narrows the lists to one source; empty is all. */
interface Shown {
  readonly tab: ActivityTab
  readonly source: string
}

let shown: Shown = { tab: 'runs', source: '' }
const listeners = new Set<() => void>()

/** Shows a part of the activity from anywhere in the window. */
export function showActivity(next: Partial<Shown>): void {
  changeShown(next)
  goTo('activity')
}

export function changeShown(next: Partial<Shown>): void {
  shown = { ...shown, ...next }
  for (const listener of listeners) listener()
}

export const useShown = (): Shown =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    () => shown,
  )
