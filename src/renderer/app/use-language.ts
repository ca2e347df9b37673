import { useCall } from './engine.tsx'
import { speak, spoken } from './strings.ts'

/** The language of the person's computer, by its first subtag. */
export const systemLanguage = (): string => navigator.language.split('-')[0] ?? 'en'

/** Has the window speak what the settings say; answers what it speaks. Whoever renders by it renders anew when that changes. */
export function useLanguage(ready: boolean): string {
  const chosen = useCall('settings.get', {}, { enabled: ready }).data?.language
  const wanted = chosen === undefined ? null : chosen === 'auto' ? systemLanguage() : chosen
  // Before the first word is rendered, not after: words are read while rendering.
  if (wanted !== null && wanted !== spoken()) speak(wanted)
  return spoken()
}
