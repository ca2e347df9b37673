/**
 * Spelling without what people leave out when they search: case, accents, vowel marks, widths, hidden characters.
 * The answer has only characters that FTS5's unicode61 keeps inside a token, so it is stored byte for byte.
 */
export function foldWord(raw: string): string {
  if (plain.test(raw)) return raw.toLowerCase()
  const text = raw.normalize('NFKC').toLowerCase()
  let folded = ''
  for (const character of text) folded += foldCharacter(character)
  return folded
}

/** A whole text folded, with what is between its words kept: for comparing names. */
export const foldText = (text: string): string => text.normalize('NFKC').toLowerCase().replace(wordRun, foldWord)

const wordRun = /[\p{L}\p{M}\p{N}]+/gu
const plain = /^[A-Za-z0-9]*$/

const cache = new Map<string, string>()

function foldCharacter(character: string): string {
  let folded = cache.get(character)
  if (folded === undefined) {
    folded = fold(character)
    cache.set(character, folded)
  }
  return folded
}

/** Letters that Unicode does not take apart but people type apart, and letters that are typed for one another. */
const spelled: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  ħ: 'h',
  ı: 'i',
  þ: 'th',
  ŋ: 'n',
  ς: 'σ',
  ё: 'е',
  ѐ: 'е',
  ѝ: 'и',
  أ: 'ا',
  إ: 'ا',
  آ: 'ا',
  ٱ: 'ا',
  ى: 'ي',
  ی: 'ي',
  ة: 'ه',
  ک: 'ك',
  ـ: '',
}

const accented = /^[\p{Script=Latin}\p{Script=Greek}]$/u
const marks = /\p{M}/gu
/** Accents and vowel points of Latin, Greek, Cyrillic, Hebrew and Arabic. Marks of other scripts are letters in all but name. */
const optionalMark =
  /^(?:[\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]|[\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\ufe20-\ufe2f]|\u3099|\u309a)$/u
const hidden = /^\p{Default_Ignorable_Code_Point}$/u
const kept = /^[\p{L}\p{N}]$/u
const decimal = /^\p{Nd}$/u
/** Letters younger than the Unicode tables of unicode61 (New Tai Lue vowels, two Vedic signs), which would cut the token. */
const unknownLetter = /^[\u19b0-\u19c0\u19c8\u19c9\u1cf2\u1cf3]$/u

function fold(character: string): string {
  const known = spelled[character]
  if (known !== undefined) return known
  if (hidden.test(character) || optionalMark.test(character)) return ''
  if (accented.test(character))
    return [...character.normalize('NFD').replace(marks, '')].map((letter) => spelled[letter] ?? letter).join('')
  if (decimal.test(character)) return String(digitValue(character))
  if (kept.test(character) && !unknownLetter.test(character)) return character
  if (/^[\p{L}\p{M}]$/u.test(character)) return letterFor(character.codePointAt(0) as number)
  return ''
}

/** Decimal digits stand in Unicode in rows of ten, zero first. */
function digitValue(character: string): number {
  const code = character.codePointAt(0) as number
  let zero = code
  while (code - zero < 9 && decimal.test(String.fromCodePoint(zero - 1))) zero -= 1
  return code < 0x80 ? code - 0x30 : (code - zero) % 10
}

/**
 * unicode61 ends a token at a vowel sign, and takes private-use characters for letters: signs of the Indic and
 * South-East Asian blocks move there one by one, what lies elsewhere is spelled as its number.
 */
function letterFor(code: number): string {
  return code >= 0x900 && code < 0x2100 ? String.fromCharCode(0xe000 + code - 0x900) : spellNumber(code)
}

/** A character that is no letter, as a token of its own: U+1F389 becomes `_1f389`. */
export const spellNumber = (code: number): string => `_${code.toString(16)}`
