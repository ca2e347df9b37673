import { spellNumber } from './fold.ts'
import { units } from './grams.ts'
import { scan, type Units, unitsOf } from './scan.ts'
import { spellingOf } from './stem.ts'
import { Vocabulary } from './vocabulary.ts'
import { type Forms, joinCompound } from './word-forms.ts'

/** `extra` tokens are other names of a place, not part of the row that phrases follow; `gram` is two characters without a space. */
type TokenKind = 'word' | 'gram' | 'extra'

/** Takes tokens in reading order. */
export interface TokenSink {
  token(form: string, start: number, end: number, kind: TokenKind): void
  /**
   * First letters, in lower case, of the forms it waits for: words of plain letters that begin with another need no stem,
   * which keeps their first letter in every language. Left out, it takes all.
   */
  readonly initials?: ReadonlySet<number>
  /** Takes all forms of one word at once, in place of `token`, for whom it does not matter where they stand. */
  word?(vocabulary: Vocabulary, number: number): void
  /**
   * The last character of a run without spaces, on its own, so that every character begins some token: it closes a
   * phrase, and a lone character is searched as a prefix. `alone` when the run is just this.
   */
  tail(form: string, start: number, end: number, alone: boolean): void
}

const vocabularies = new Map<string, Vocabulary>()

function vocabularyOf(spelling: string): Vocabulary {
  let found = vocabularies.get(spelling)
  if (found === undefined) {
    found = new Vocabulary(spelling)
    vocabularies.set(spelling, found)
  }
  return found
}

/** Takes a text apart into the tokens of the keyword index. `language`, or a spelling, chooses the stemmer (see `stem.ts`). */
export function tokenize(text: string, language: string | null, sink: TokenSink): void {
  const words = vocabularyOf(spellingOf(language))
  const row = unitsOf(text)
  scan(row, {
    word(start, end) {
      if (sink.initials !== undefined && isOther(row, start, end, sink.initials)) return
      const number = words.numberOf(row, text, start, end)
      if (sink.word !== undefined) sink.word(words, number)
      else handOut(words.formsOf(number), start, end, sink)
      if (hasSigns(row, start, end)) named(row, start, end, words.formsOf(number), sink)
    },
    compound(bounds) {
      const parts: string[] = []
      for (let i = 0; i < bounds.length; i += 2) parts.push(text.slice(bounds[i], bounds[i + 1]))
      const joined = joinCompound(parts, words.stem)
      if (joined !== null) sink.token(joined, bounds[0] as number, bounds.at(-1) as number, 'extra')
    },
    grams(start, end) {
      const run = units(text, start, end)
      for (let i = 0; i + 1 < run.length; i += 1) {
        const first = run[i] as (typeof run)[number]
        const second = run[i + 1] as (typeof run)[number]
        sink.token(first.text + second.text, first.start, second.end, 'gram')
      }
      const last = run.at(-1)
      if (last !== undefined) sink.tail(last.text, last.start, last.end, run.length === 1)
    },
    symbol(start, end, code) {
      sink.token(spellNumber(code), start, end, 'word')
    },
  })
}

/** A word of the letters a to z, at most its first a capital, whose forms begin with none of these. */
function isOther(text: Units, start: number, end: number, initials: ReadonlySet<number>): boolean {
  const first = text[start]! | lowerCase
  if (first < a || first > z || initials.has(first)) return false
  for (let at = start + 1; at < end; at += 1) if (text[at]! < a || text[at]! > z) return false
  // `C++` and `.NET` have other forms than their letters.
  return text[end] !== plus && text[end] !== hash && (start === 0 || text[start - 1] !== dot)
}

function handOut({ inline, extra }: Forms, start: number, end: number, sink: TokenSink): void {
  for (const form of inline) sink.token(form, start, end, 'word')
  for (const form of extra) sink.token(form, start, end, 'extra')
}

/** Whether a sign that may be part of a name stands beside the word. */
function hasSigns(text: Units, start: number, end: number): boolean {
  const next = text[end]
  return next === plus || next === hash || (start > 0 && text[start - 1] === dot)
}

/** Names made of a word and signs: `C++`, `C#`, `.NET`. */
function named(text: Units, start: number, end: number, forms: Forms, sink: TokenSink): void {
  const next = text[end]
  const word = forms.inline[0]
  if (word === undefined) return
  if (next === plus && text[end + 1] === plus) sink.token(`${word}plusplus`, start, end + 2, 'extra')
  else if (next === hash && end - start <= 2) sink.token(`${word}sharp`, start, end + 1, 'extra')
  if (start > 0 && text[start - 1] === dot && (start === 1 || text[start - 2]! <= space)) {
    sink.token(`dot${word}`, start - 1, end, 'extra')
  }
}

const space = 0x20
const lowerCase = 0x20
const a = 0x61
const z = 0x7a
const hash = 0x23
const plus = 0x2b
const dot = 0x2e
