import { say } from '../../shared/messages/say.ts'
import { type ErrorCode, MagpieError } from '../../shared/problem.ts'

/** An error as a sentence; whatever is not meant for people becomes the general one. */
export function sentenceOf(error: unknown): string {
  const code: ErrorCode = error instanceof MagpieError ? error.code : 'internal'
  return say({ code, params: error instanceof MagpieError ? error.params : {} })
}
