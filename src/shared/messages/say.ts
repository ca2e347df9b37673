import type { Said } from '../model.ts'
import type { ErrorCode } from '../problem.ts'
import { errors, sentences } from './en.ts'

/** A code and its params as a sentence for people. An unknown code is shown as it is rather than hidden. */
export function say({ code, params }: Said): string {
  const sentence = Object.hasOwn(errors, code) ? errors[code as ErrorCode] : sentences[code]
  return sentence === undefined ? code : sentence(params)
}
