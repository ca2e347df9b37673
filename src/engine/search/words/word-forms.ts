import { foldWord } from './fold.ts'
import type { Stem } from './stem.ts'

/** What a run of letters is stored and searched as. */
export interface Forms {
  /** In reading order: phrases are matched on these. Mostly one. */
  readonly inline: readonly string[]
  /** Other ways to find it, stored behind the text: the parts of `getUserByID`, the `obrien` of `O'Brien`. */
  readonly extra: readonly string[]
}

/** Longer runs are noise (encoded data); both sides are cut here. In UTF-16 units. */
const longest = 64

const contraction = /^(?:t|re|ll|ve|d|m)$/
const apostrophes = /['\u2019\u02bc\u2018\uff07]/u
/** Geresh and gershayim stand inside Hebrew abbreviations and are left out as often as not. */
const hebrewQuotes = /[\u05f3\u05f4]/gu
const humps = /\p{Ll}\p{Lu}|\p{Lu}{2}\p{Ll}|\p{N}\p{Lu}\p{Ll}/u

/** The forms of one run as the scanner found it. */
export function wordForms(raw: string, stem: Stem): Forms {
  const text = raw.length > longest ? raw.slice(0, longest) : raw
  const pieces = text.replace(hebrewQuotes, '').split(apostrophes)
  const parts = pieces.map(foldWord).filter((part) => part !== '')
  if (parts.length === 0) return { inline: [], extra: [] }
  if (parts.length === 1) {
    const word = stem(parts[0] as string)
    return { inline: [word], extra: humps.test(text) ? humpParts(text, stem) : [] }
  }
  const last = parts.at(-1) as string
  if (parts.length === 2 && last === 's') return { inline: [stem(parts[0] as string)], extra: [] }
  const joined = parts.join('')
  if (parts.length === 2 && contraction.test(last)) return { inline: [joined], extra: [] }
  return { inline: parts.map(stem), extra: [stem(joined)] }
}

function humpParts(text: string, stem: Stem): string[] {
  const parts = text
    .replace(/([\p{Ll}\p{N}])(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .split(' ')
  return parts
    .map(foldWord)
    .filter((part) => part.length > 1)
    .map(stem)
}

/**
 * Words joined by connectors as one word: `wi-fi` is found as `wifi`, `INV-2024-00317` as `inv202400317`,
 * `1,234,567` as `1234567`; other rows of numbers keep their borders, so that `1.2.3` is not `123`.
 */
export function joinCompound(raw: readonly string[], stem: Stem): string | null {
  const parts = raw.map((part) => foldWord(part.replace(apostrophes, '')))
  const numbers = parts.every((part) => digits.test(part))
  const joined = parts.join(numbers && !parts.slice(1).every((part) => part.length === 3) ? '_' : '')
  return joined === '' || joined.length > longest ? null : stem(joined)
}

const digits = /^[0-9]+$/
