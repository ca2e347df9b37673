import { unstemmed } from '../words/stem.ts'
import { tokenize } from '../words/tokens.ts'

/** One thing to look for: a chunk with any of its forms has it. */
export interface Term {
  /** As people wrote it. */
  readonly text: string
  readonly forms: readonly string[]
  /** Words that begin so have it as well: a word still being typed, or a lone character of a script without spaces. */
  readonly beginning: string | null
}

/** Shorter beginnings match too much to be ranked while a person types. In UTF-16 units. */
const shortestBeginning = 3

/**
 * What a text asks for; the order of its words does not matter. A query's own language is unknown, so each word is looked
 * for in every spelling that the index has (`spellings.ts`). `typing` makes the last word a beginning as well.
 */
export function queryTerms(text: string, spellings: readonly string[], typing: boolean): Term[] {
  const places = new Map<string, { text: string; forms: Set<string>; beginning: string | null }>()
  const place = (start: number, end: number, kind: string) => {
    const key = `${start}-${end}${kind === 'extra' ? '+' : ''}`
    const found = places.get(key) ?? { text: text.slice(start, end), forms: new Set<string>(), beginning: null }
    places.set(key, found)
    return found
  }
  for (const spelling of spellings) {
    tokenize(text, spelling, {
      token: (form, start, end, kind) => void place(start, end, kind).forms.add(form),
      tail(form, start, end, alone) {
        if (!alone) return
        const found = place(start, end, 'gram')
        found.forms.add(form)
        found.beginning = form
      },
    })
  }
  if (typing) {
    tokenize(text, unstemmed, {
      token(form, start, end, kind) {
        if (kind === 'word' && end === text.length && form.length >= shortestBeginning) place(start, end, kind).beginning = form
      },
      tail() {},
    })
  }
  const distinct = new Map<string, Term>()
  for (const { text: written, forms, beginning } of places.values()) {
    const key = [...forms].join(' ')
    if (!distinct.has(key) || beginning !== null) distinct.set(key, { text: written, forms: [...forms], beginning })
  }
  return [...distinct.values()]
}

/** Words one after the other; the last may be only the beginning of one. */
export interface PhraseRow {
  readonly words: readonly string[]
  readonly beginning: boolean
}

/** The rows of words that a phrase may stand as, one for each spelling. */
export function phraseRows(text: string, spellings: readonly string[]): PhraseRow[] {
  const rows = new Map<string, PhraseRow>()
  for (const spelling of spellings) {
    const row = phraseRow(text, spelling)
    if (row.words.length > 0) rows.set(row.words.join(' '), row)
  }
  return [...rows.values()]
}

/** The last character of a run without spaces counts only where the phrase goes on: the text may go on without a space. */
function phraseRow(text: string, spelling: string): PhraseRow {
  const words: string[] = []
  let closing: string | null = null
  let lone = false
  const settle = () => {
    if (closing !== null) words.push(closing)
    closing = null
  }
  tokenize(text, spelling, {
    token(form, _start, _end, kind) {
      if (kind === 'extra') return
      settle()
      lone = false
      words.push(form)
    },
    tail(form, _start, _end, alone) {
      settle()
      closing = form
      lone = alone
    },
  })
  if (lone) settle()
  return { words, beginning: lone }
}
