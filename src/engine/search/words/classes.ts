/** What a code point does in the scanner of `scan.ts`. */
export const gap = 0
export const letter = 1
export const digit = 2
/** Continues a run and never starts one: combining marks, soft hyphens, zero-width and bidi controls. */
export const mark = 3
/** Chinese, Japanese and Korean: written without spaces, or with endings glued on. */
export const ideograph = 4
/** Thai, Lao, Khmer, Myanmar: no spaces, and vowels that belong to the consonant before them. */
export const syllable = 5
export const emoji = 6
/** Apostrophes: part of a word when letters stand on both sides. */
export const apostrophe = 7
/** Joins runs into one compound when letters or digits stand on both sides: `wi-fi`, `a.b@c.de`, `1,000`. */
export const connector = 8
/** The first half of a code point above U+FFFF; see `astralClass`. */
export const surrogate = 9

const patterns: readonly (readonly [number, RegExp])[] = [
  [apostrophe, /^['\u2019\u02bc\u2018\uff07\u05f3\u05f4]$/u],
  [connector, /^[-_.@,+\u2010\u2011\u05be\uff0d\uff0e\uff20]$/u],
  [
    ideograph,
    /^(?:[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\p{Script=Yi}]|[\u30fc\uff70\uff9e\uff9f])$/u,
  ],
  [syllable, /^[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]$/u],
  [mark, /^[\p{M}\p{Default_Ignorable_Code_Point}]$/u],
  [digit, /^\p{N}$/u],
  [letter, /^\p{L}$/u],
  [emoji, /^(?![\u00a9\u00ae\u2122])[\p{Extended_Pictographic}\p{Regional_Indicator}]$/u],
]

/** What else these scripts have, digits and signs, is as elsewhere. The zero of Chinese numbers is of the kind Nl. */
const ofWords = /^[\p{L}\p{M}\p{Nl}]$/u

function classify(codePoint: number): number {
  const character = String.fromCodePoint(codePoint)
  for (const [kind, pattern] of patterns) {
    if (pattern.test(character) && ((kind !== syllable && kind !== ideograph) || ofWords.test(character))) return kind
  }
  return gap
}

const unset = 255
const table = new Uint8Array(0x10000).fill(unset)
table.fill(surrogate, 0xd800, 0xdc00)
table.fill(gap, 0xdc00, 0xe000)

/** The class of one UTF-16 unit. */
export function unitClass(unit: number): number {
  const known = table[unit] as number
  if (known !== unset) return known
  const found = classify(unit)
  table[unit] = found
  return found
}

const astral = new Map<number, number>()

/** The class of a code point above U+FFFF. */
export function astralClass(codePoint: number): number {
  let found = astral.get(codePoint)
  if (found === undefined) {
    found = classify(codePoint)
    astral.set(codePoint, found)
  }
  return found
}
