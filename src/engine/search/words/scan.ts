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

/** A text's UTF-16 units: reading them out of a string, which may be a slice of another, takes several times as long. */
export type Units = Uint16Array

const scratch = Buffer.alloc(2 ** 17)

/** Good until it is called again. */
export function unitsOf(text: string): Units {
  const bytes = 2 * text.length <= scratch.length ? scratch : Buffer.alloc(2 * text.length)
  bytes.write(text, 'utf16le')
  return new Uint16Array(bytes.buffer, bytes.byteOffset, text.length)
}

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

const plainWord = 1
const plainGap = 2
const plain = Uint8Array.from({ length: 0x80 }, (_, unit) => {
  const kind = unitClass(unit)
  return kind === letter || kind === digit ? plainWord : kind === gap ? plainGap : 0
})

/** Of what is written most; 0 for all else. */
const plainClass = (unit: number): number => (unit < 0x80 ? plain[unit]! : 0)

/** Finds what can be searched in a text. Every unit is looked at once; one pass, no regular expressions. */
export function scan(text: Units, sink: Sink): void {
  const length = text.length
  let at = 0
  while (at < length) {
    // Most text is this: a word of plain letters, and white space or a mark that belongs to no word.
    const first = plainClass(text[at]!)
    if (first === plainGap) {
      at += 1
      continue
    }
    if (first === plainWord) {
      let end = at + 1
      while (end < length && plainClass(text[end]!) === plainWord) end += 1
      if (end === length || plainClass(text[end]!) === plainGap) {
        sink.word(at, end)
        at = end + 1
        continue
      }
    }
    const kind = classAt(text, at)
    if (kind === letter || kind === digit) at = compoundAt(text, at, sink)
    else if (kind === ideograph || kind === syllable) {
      const end = runEnd(text, at, kind)
      sink.grams(at, end, kind === syllable)
      at = end
    } else if (kind === gap) at += width(text, at)
    else {
      const end = at + width(text, at)
      if (kind === emoji) sink.symbol(at, end, codePointAt(text, at))
      at = end
    }
  }
}

function compoundAt(text: Units, start: number, sink: Sink): number {
  let end = wordEnd(text, start)
  sink.word(start, end)
  if (end >= text.length || unitClass(text[end]!) !== connector || !startsWord(text, end + 1)) return end
  const bounds = [start, end]
  while (end < text.length && unitClass(text[end]!) === connector && startsWord(text, end + 1)) {
    const next = end + 1
    end = wordEnd(text, next)
    sink.word(next, end)
    bounds.push(next, end)
  }
  sink.compound(bounds)
  return end
}

function wordEnd(text: Units, start: number): number {
  const length = text.length
  let at = start
  while (at < length) {
    const kind = unitClass(text[at]!)
    if (kind === letter || kind === digit || kind === mark) at += 1
    else if (kind === surrogate && isWordClass(classAt(text, at))) at += 2
    else if (kind === apostrophe && at > start && startsWord(text, at + 1)) at += 1
    else break
  }
  return at
}

function runEnd(text: Units, start: number, wanted: number): number {
  let at = start
  while (at < text.length) {
    const kind = classAt(text, at)
    if (kind !== wanted && kind !== mark) break
    at += width(text, at)
  }
  return at
}

const isWordClass = (kind: number): boolean => kind === letter || kind === digit || kind === mark

function startsWord(text: Units, at: number): boolean {
  if (at >= text.length) return false
  const kind = classAt(text, at)
  return kind === letter || kind === digit
}

function classAt(text: Units, at: number): number {
  const kind = unitClass(text[at]!)
  if (kind !== surrogate) return kind
  const code = codePointAt(text, at)
  return code > 0xffff ? astralClass(code) : gap
}

const width = (text: Units, at: number): number => (codePointAt(text, at) > 0xffff ? 2 : 1)

function codePointAt(text: Units, at: number): number {
  const first = text[at]!
  if (first < 0xd800 || first > 0xdbff || at + 1 >= text.length) return first
  const second = text[at + 1]!
  return second < 0xdc00 || second > 0xdfff ? first : (first - 0xd800) * 0x400 + (second - 0xdc00) + 0x10000
}
