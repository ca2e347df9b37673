import { foldWord } from './fold.ts'

/** A character of a script without spaces, with the marks that belong to it. */
export interface Unit {
  readonly text: string
  readonly start: number
  readonly end: number
}

/** Signs that pull the next consonant under the one before: Khmer coeng, Myanmar virama. */
const stacking = new Set([0x17d2, 0x1039])
const markOnly = /^[\p{M}\p{Default_Ignorable_Code_Point}\uff9e\uff9f]$/u

/** Takes a run apart into characters as people see them, folded; offsets are those of `text`. */
export function units(text: string, start: number, end: number): Unit[] {
  const found: Unit[] = []
  let from = start
  let at = start
  let stacked = false
  while (at < end) {
    const code = text.codePointAt(at) as number
    const next = at + (code > 0xffff ? 2 : 1)
    if (at > from && !stacked && !(code >= 0x300 && markOnly.test(String.fromCodePoint(code)))) {
      push(found, text, from, at)
      from = at
    }
    stacked = stacking.has(code)
    at = next
  }
  push(found, text, from, end)
  return found
}

function push(found: Unit[], text: string, start: number, end: number): void {
  const raw = text.slice(start, end)
  const folded = raw.length === 1 && raw >= '\u3041' && raw <= '\u9fff' ? raw : foldWord(raw)
  if (folded !== '') found.push({ text: folded, start, end })
}
