import { setFormats } from './format.ts'
import { english } from './strings/en/index.ts'

/** Every word of the window's own; the engine's sentences are in `shared/messages`. */
export type Strings = typeof english

/** The languages the window speaks, by BCP 47 tag. */
const languages: Readonly<Record<string, Strings>> = { en: english }

/** In the language chosen last. Read it while rendering, never when a module loads: `speak` puts another in its place. */
export let strings: Strings = english

/** Chooses the window's language; an unknown one is English. The caller renders everything anew. */
export function speak(language: string): void {
  const known = Object.hasOwn(languages, language) ? language : 'en'
  strings = languages[known] ?? english
  setFormats(known)
  document.documentElement.lang = known
}
