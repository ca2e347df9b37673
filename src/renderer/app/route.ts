import { useSyncExternalStore } from 'react'

export const screens = ['search', 'sources', 'activity', 'overview', 'settings'] as const
export type Screen = (typeof screens)[number]

export const hrefOf = (screen: Screen): string => `#/${screen}`

export function goTo(screen: Screen): void {
  location.hash = hrefOf(screen)
}

/** The screen the address names; search when it names none. */
export function useScreen(): Screen {
  return useSyncExternalStore(
    (listener) => {
      addEventListener('hashchange', listener)
      return () => removeEventListener('hashchange', listener)
    },
    () => screens.find((screen) => location.hash === hrefOf(screen)) ?? 'search',
  )
}
