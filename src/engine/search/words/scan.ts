import {
  apostrophe,
  astralClass,
  connector,
  digit,
  emoji,
  gap,
  ideograph,
  letter,
  mark,
  surrogate,
  syllable,
  unitClass,
} from './classes.ts'

/** What the scanner hands out, as [start, end) in UTF-16 units of the text. */
export interface Sink {
  /** Letters, digits, their marks and inner apostrophes. */
  word(start: number, end: number): void
  /** Words joined by connectors: `bounds` is start, end, start, end …, the words themselves were handed out before. */
  compound(bounds: readonly number[]): void
  /** A run of a script without spaces. */
  grams(start: number, end: number, thai: boolean): void
  symbol(start: number, end: number, codePoint: number): void
}

/** Finds what can be searched in a text. Every unit is looked at once; one pass, no regular expressions. */
export function scan(text: string, sink: Sink): void {
  const length = text.length
  let at = 0
  while (at < length) {
    const kind = classAt(text, at)
    if (kind === letter || kind === digit) at = compoundAt(text, at, sink)
    else if (kind === ideograph || kind === syllable) {
      const end = runEnd(text, at, kind)
      sink.grams(at, end, kind === syllable)
      at = end
    } else {
      const end = at + width(text, at)
      if (kind === emoji) sink.symbol(at, end, text.codePointAt(at) as number)
      at = end
    }
  }
}

function compoundAt(text: string, start: number, sink: Sink): number {
  let end = wordEnd(text, start)
  sink.word(start, end)
  if (end >= text.length || unitClass(text.charCodeAt(end)) !== connector || !startsWord(text, end + 1)) return end
  const bounds = [start, end]
  while (end < text.length && unitClass(text.charCodeAt(end)) === connector && startsWord(text, end + 1)) {
    const next = end + 1
    end = wordEnd(text, next)
    sink.word(next, end)
    bounds.push(next, end)
  }
  sink.compound(bounds)
  return end
}

function wordEnd(text: string, start: number): number {
  const length = text.length
  let at = start
  while (at < length) {
    const kind = unitClass(text.charCodeAt(at))
    if (kind === letter || kind === digit || kind === mark) at += 1
    else if (kind === surrogate && isWordClass(classAt(text, at))) at += 2
    else if (kind === apostrophe && at > start && startsWord(text, at + 1)) at += 1
    else break
  }
  return at
}

function runEnd(text: string, start: number, wanted: number): number {
  let at = start
  while (at < text.length) {
    const kind = classAt(text, at)
    if (kind !== wanted && kind !== mark) break
    at += width(text, at)
  }
  return at
}

const isWordClass = (kind: number): boolean => kind === letter || kind === digit || kind === mark

function startsWord(text: string, at: number): boolean {
  if (at >= text.length) return false
  const kind = classAt(text, at)
  return kind === letter || kind === digit
}

function classAt(text: string, at: number): number {
  const kind = unitClass(text.charCodeAt(at))
  if (kind !== surrogate) return kind
  const code = text.codePointAt(at) as number
  return code > 0xffff ? astralClass(code) : gap
}

const width = (text: string, at: number): number => ((text.codePointAt(at) as number) > 0xffff ? 2 : 1)
