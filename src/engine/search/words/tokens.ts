import { spellNumber } from './fold.ts'
import { units } from './grams.ts'
import { scan } from './scan.ts'
import { type Stem, spellingOf, stemmer } from './stem.ts'
import { type Forms, joinCompound, wordForms } from './word-forms.ts'

/** `extra` tokens are other names of a place, not part of the row that phrases follow; `gram` is two characters without a space. */
type TokenKind = 'word' | 'gram' | 'extra'

/** Takes tokens in reading order. */
export interface TokenSink {
  token(form: string, start: number, end: number, kind: TokenKind): void
  /**
   * The last character of a run without spaces, on its own, so that every character begins some token: it closes a
   * phrase, and a lone character is searched as a prefix. `alone` when the run is just this.
   */
  tail(form: string, start: number, end: number, alone: boolean): void
}

interface Vocabulary {
  readonly stem: Stem
  readonly forms: Map<string, Forms>
}

const vocabularies = new Map<string, Vocabulary>()
const cacheLimit = 200_000
/** A longer run is looked up by nobody twice. */
const cachedLength = 32

function vocabulary(spelling: string): Vocabulary {
  let found = vocabularies.get(spelling)
  if (found === undefined) {
    found = { stem: stemmer(spelling), forms: new Map() }
    vocabularies.set(spelling, found)
  }
  return found
}

function formsOf(words: Vocabulary, raw: string): Forms {
  let forms = words.forms.get(raw)
  if (forms !== undefined) return forms
  forms = wordForms(raw, words.stem)
  if (raw.length <= cachedLength) {
    if (words.forms.size >= cacheLimit) words.forms.clear()
    words.forms.set(raw, forms)
  }
  return forms
}

/** Takes a text apart into the tokens of the keyword index. `language`, or a spelling, chooses the stemmer (see `stem.ts`). */
export function tokenize(text: string, language: string | null, sink: TokenSink): void {
  const words = vocabulary(spellingOf(language))
  scan(text, {
    word(start, end) {
      const forms = formsOf(words, text.slice(start, end))
      for (const form of forms.inline) sink.token(form, start, end, 'word')
      for (const form of forms.extra) sink.token(form, start, end, 'extra')
      named(text, start, end, forms, sink)
    },
    compound(bounds) {
      const parts: string[] = []
      for (let i = 0; i < bounds.length; i += 2) parts.push(text.slice(bounds[i], bounds[i + 1]))
      const joined = joinCompound(parts, words.stem)
      if (joined !== null) sink.token(joined, bounds[0] as number, bounds.at(-1) as number, 'extra')
    },
    grams(start, end) {
      const row = units(text, start, end)
      for (let i = 0; i + 1 < row.length; i += 1) {
        const first = row[i] as (typeof row)[number]
        const second = row[i + 1] as (typeof row)[number]
        sink.token(first.text + second.text, first.start, second.end, 'gram')
      }
      const last = row.at(-1)
      if (last !== undefined) sink.tail(last.text, last.start, last.end, row.length === 1)
    },
    symbol(start, end, code) {
      sink.token(spellNumber(code), start, end, 'word')
    },
  })
}

/** Names made of a word and signs: `C++`, `C#`, `.NET`. */
function named(text: string, start: number, end: number, forms: Forms, sink: TokenSink): void {
  const next = text.charCodeAt(end)
  const word = forms.inline[0]
  if (word === undefined) return
  if (next === plus && text.charCodeAt(end + 1) === plus) sink.token(`${word}plusplus`, start, end + 2, 'extra')
  else if (next === hash && end - start <= 2) sink.token(`${word}sharp`, start, end + 1, 'extra')
  if (start > 0 && text.charCodeAt(start - 1) === dot && (start === 1 || text.charCodeAt(start - 2) <= space)) {
    sink.token(`dot${word}`, start - 1, end, 'extra')
  }
}

const space = 0x20
const hash = 0x23
const plus = 0x2b
const dot = 0x2e
