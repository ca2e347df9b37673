import { foldText } from './words/fold.ts'

/** What mail programs of many languages put before the subject of an answer or a forwarded message. */
const prefix =
  /^\s*(?:re|aw|antw|antwort|sv|vs|odp|ynt|res|rif|r|fwd?|wg|tr|rv|enc|doorst|vl|i|回复|答复|转发|返信)(?:\s*\[\d+\]|\(\d+\)|\^\d+)?\s*[:：]\s*/iu

export interface Subject {
  /** What a conversation is about, folded; the same in all its messages. */
  readonly base: string
  /** Whether the message answers or forwards another. */
  readonly reply: boolean
}

/** Takes the marks of answering and forwarding off a message's title. */
export function subjectOf(title: string): Subject {
  let rest = title.trim()
  for (let next = rest.replace(prefix, ''); next !== rest; next = rest.replace(prefix, '')) rest = next
  return { base: foldText(rest).trim(), reply: rest !== title.trim() }
}
