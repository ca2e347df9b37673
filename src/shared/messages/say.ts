import type { Json } from '../json.ts'
import type { Said } from '../model.ts'
import type { ErrorCode } from '../problem.ts'
import * as german from './de.ts'
import * as english from './en.ts'

/** Turns what there is to say into words. Missing params become nothing. */
export type Sentence = (params: Readonly<Record<string, Json>>) => string

interface Language {
  readonly errors: Record<ErrorCode, Sentence>
  readonly sentences: Readonly<Record<string, Sentence>>
}

/** By BCP 47 tag. */
const languages: Readonly<Record<string, Language>> = { en: english, de: german }

let spoken: Language = english
let finish = (sentence: string): string => sentence

/** Which language `say` speaks from now on; an unknown one is English. `then` may change every sentence, for tests of the window. */
export function sayIn(language: string, then: (sentence: string) => string = (sentence) => sentence): void {
  spoken = (Object.hasOwn(languages, language) ? languages[language] : undefined) ?? english
  finish = then
}

/** A code and its params as a sentence for people. An unknown code is shown as it is rather than hidden. */
export function say({ code, params }: Said): string {
  const of = ({ errors, sentences }: Language) => (Object.hasOwn(errors, code) ? errors[code as ErrorCode] : sentences[code])
  const sentence = of(spoken) ?? of(english)
  return sentence === undefined ? code : finish(sentence(params))
}
