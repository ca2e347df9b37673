import { sayIn } from '../../shared/messages/say.ts'
import { setFormats } from './format.ts'
import { german } from './strings/de/index.ts'
import { english } from './strings/en/index.ts'
import { pseudo, pseudoLanguage } from './strings/pseudo.ts'

/** Every word of the window's own; the engine's sentences are in `shared/messages`. */
export type Strings = Widened<typeof english>

/** The same words with any other text in their place. */
type Widened<T> = T extends string
  ? string
  : T extends (...args: infer Args) => infer Answer
    ? (...args: Args) => Widened<Answer>
    : { readonly [Key in keyof T]: Widened<T[Key]> }

/** The languages the window speaks, by BCP 47 tag. */
const languages: Readonly<Record<string, Strings>> = { en: english, de: german }

/** In the language chosen last. Read it while rendering, never when a module loads: `speak` puts another in its place. */
export let strings: Strings = english

let speaking = 'en'
export const spoken = (): string => speaking

/** Chooses the window's language and that of the engine's sentences; an unknown one is English. The caller renders everything anew. */
export function speak(language: string): void {
  speaking = Object.hasOwn(languages, language) || language === pseudoLanguage ? language : 'en'
  const made = speaking === pseudoLanguage
  strings = made ? pseudo(english) : (languages[speaking] ?? english)
  setFormats(made ? 'en' : speaking)
  if (made) sayIn('en', pseudo)
  else sayIn(speaking)
  document.documentElement.lang = speaking
}
