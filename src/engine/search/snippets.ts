import type { Marked } from '../../shared/model.ts'
import type { Term } from './query/terms.ts'
import { tokenize } from './words/tokens.ts'

/** What to mark: stored forms of words, and beginnings of words. */
export interface Wanted {
  readonly forms: ReadonlyMap<string, number>
  readonly beginnings: readonly string[]
  /** The first units of all of them. */
  readonly initials: ReadonlySet<number>
}

type Range = readonly [number, number]

/** The forms to mark; terms of equal index count once in choosing a window. */
export function wantedOf(terms: readonly Term[]): Wanted {
  const forms = new Map<string, number>()
  terms.forEach((term, i) => {
    for (const form of term.forms) if (!forms.has(form)) forms.set(form, i)
  })
  const beginnings = terms.flatMap(({ beginning }) => (beginning === null ? [] : [beginning]))
  return { forms, beginnings, initials: new Set([...forms.keys(), ...beginnings].map((form) => form.charCodeAt(0))) }
}

interface Match {
  readonly start: number
  readonly end: number
  readonly term: number
}

function matches(text: string, language: string | null, { forms, beginnings, initials }: Wanted): Match[] {
  const found: Match[] = []
  const visit = (form: string, start: number, end: number) => {
    const term = forms.get(form)
    if (term !== undefined) found.push({ start, end, term })
    else {
      const begins = beginnings.findIndex((beginning) => form.startsWith(beginning))
      if (begins >= 0) found.push({ start, end, term: forms.size + begins })
    }
  }
  if (forms.size + beginnings.length > 0) tokenize(text, language, { initials, token: visit, tail: visit })
  return found
}

/** A whole text with its matches. */
export const markAll = (text: string, language: string | null, wanted: Wanted): Marked => ({
  text,
  marks: merged(matches(text, language, wanted)),
})

/** Longest snippet, in UTF-16 units. */
const longest = 260
/** What stays readable in front of the first match. */
const lead = 40

/** The part of a passage with most of what was looked for, or its start. Markup that only computers read is left out. */
export function snippet(passage: string, language: string | null, wanted: Wanted): Marked {
  const text = readable(passage)
  const found = matches(text, language, wanted)
  if (text.length <= longest) return { text, marks: merged(found) }
  const start = windowStart(text, found)
  const end = wordBorder(text, Math.min(text.length, start + longest), -1, start)
  const before = start > 0 ? '… ' : ''
  const after = end < text.length ? ' …' : ''
  const inside = found.filter((match) => match.start >= start && match.end <= end)
  const shift = before.length - start
  return {
    text: before + text.slice(start, end) + after,
    marks: merged(inside.map((match) => ({ ...match, start: match.start + shift, end: match.end + shift }))),
  }
}

/** Where the window starts that holds most different terms, then most matches; the first of equals. */
function windowStart(text: string, found: readonly Match[]): number {
  let best = { start: 0, value: -1 }
  for (const [i, first] of found.entries()) {
    const from = Math.max(0, first.start - lead)
    const terms = new Set<number>()
    let count = 0
    for (let j = i; j < found.length && (found[j] as Match).end <= from + longest; j += 1) {
      terms.add((found[j] as Match).term)
      count += 1
    }
    const value = terms.size * 100 + count
    if (value > best.value) best = { start: from, value }
  }
  return best.start === 0 ? 0 : wordBorder(text, best.start, 1, Math.min(text.length, best.start + lead))
}

/** The nearest end of a word from `at` in a direction, not past `limit`; never inside a surrogate pair. */
function wordBorder(text: string, at: number, step: 1 | -1, limit: number): number {
  if (at >= text.length) return text.length
  for (let i = at; step > 0 ? i < limit : i > limit && i > at - lead; i += step) {
    if (text[i] === ' ') return step > 0 ? i + 1 : i
  }
  const code = text.charCodeAt(at)
  return code >= 0xdc00 && code < 0xe000 ? at - 1 : at
}

function merged(found: readonly Match[]): Range[] {
  const ranges: [number, number][] = []
  for (const { start, end } of found.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    const last = ranges.at(-1)
    if (last !== undefined && start <= last[1]) last[1] = Math.max(last[1], end)
    else ranges.push([start, end])
  }
  return ranges
}

function readable(passage: string): string {
  return passage
    .replace(/!?\[([^\]]*)\]\([^()\s]*\)/g, '$1')
    .replace(/^[ \t]*(?:#{1,6}|>|[-*+]|\|[-: |]+\|)[ \t]+/gm, '')
    .replace(/^[ \t]*\|?(?:[ \t]*:?-{2,}:?[ \t]*\|)+[ \t]*(?::?-{2,}:?)?[ \t]*$/gm, '')
    .replace(/^[ \t]*\|[ \t]*|[ \t]*\|[ \t]*$/gm, '')
    .replace(/[ \t]+\|[ \t]+/g, ' · ')
    .replace(/\*\*|__|`+/g, '')
    .replace(/\s+/g, ' ')
    .trim()
}
