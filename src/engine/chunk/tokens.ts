/** What a code unit costs. Letters of a word are counted together, everything else one by one. */
const SPACE = 0
const LETTER = 1
const UPPER = 2
const DIGIT = 3
const MARK = 4
/** Scripts written with letters and spaces, of which both vocabularies know fewer whole words. */
const OTHER_LETTER = 5
const IDEOGRAPH = 6
const SILENT = 7
/** Written without spaces; vocabularies know it by the word or not at all. */
const UNSPACED = 8

const classes = new Uint8Array(0x10000).fill(OTHER_LETTER)
const fill = (from: number, to: number, kind: number) => classes.fill(kind, from, to + 1)
fill(0x00, 0x20, SPACE)
fill(0x21, 0x7f, MARK)
fill(0x30, 0x39, DIGIT)
fill(0x41, 0x5a, UPPER)
fill(0x61, 0x7a, LETTER)
fill(0x80, 0xa0, SPACE)
fill(0xa1, 0xbf, MARK)
fill(0xc0, 0x24f, LETTER)
fill(0x300, 0x36f, SILENT)
fill(0xe00, 0xeff, UNSPACED)
fill(0x1000, 0x109f, UNSPACED)
fill(0x1780, 0x17ff, UNSPACED)
fill(0x1e00, 0x1eff, LETTER)
fill(0x2000, 0x200a, SPACE)
fill(0x200b, 0x200f, SILENT)
fill(0x2010, 0x2bff, MARK)
fill(0x2e80, 0x3000, MARK)
fill(0x3001, 0x303f, MARK)
fill(0x3040, 0x30ff, IDEOGRAPH)
fill(0x3400, 0x9fff, IDEOGRAPH)
fill(0xac00, 0xd7a3, IDEOGRAPH)
fill(0xd800, 0xdbff, IDEOGRAPH)
fill(0xdc00, 0xdfff, SILENT)
fill(0xf900, 0xfaff, IDEOGRAPH)
fill(0xfe00, 0xfe0f, SILENT)
fill(0xff00, 0xff65, MARK)
fill(0xff66, 0xff9f, IDEOGRAPH)

/** Letters that come with the first word piece; each further one adds a fraction. Fitted, see `tokens.test.ts`. */
const WHOLE = 6
const PER_LETTER = 0.26
const PER_CASE_CHANGE = 0.6
const PER_DIGIT = 0.62
const PER_MARK = 0.85
const PER_OTHER_LETTER = 0.45
const PER_IDEOGRAPH = 0.82
const PER_UNSPACED = 0.25

/**
 * About how many word pieces a model makes of `text[start, end)`. It follows no one vocabulary: chunks must not depend
 * on the model, so it lies between WordPiece (English) and Unigram (a hundred languages). Linear, no allocation.
 */
export function estimateTokens(text: string, start = 0, end = text.length): number {
  let tokens = 0
  let letters = 0
  let before = SPACE
  for (let i = start; i < end; i++) {
    const kind = classes[text.charCodeAt(i)]!
    if (kind === LETTER || kind === UPPER) {
      if (letters === 0) tokens += 1
      else if (kind === UPPER ? before === LETTER : before === UPPER && letters > 1) tokens += PER_CASE_CHANGE
      letters++
      if (letters > WHOLE) tokens += PER_LETTER
      before = kind
      continue
    }
    letters = 0
    before = kind
    if (kind === DIGIT) tokens += PER_DIGIT
    else if (kind === MARK) tokens += PER_MARK
    else if (kind === OTHER_LETTER) tokens += PER_OTHER_LETTER
    else if (kind === IDEOGRAPH) tokens += PER_IDEOGRAPH
    else if (kind === UNSPACED) tokens += PER_UNSPACED
  }
  return tokens
}

/** The end of the longest `text[start, …)` of at most `limit` tokens, never past `end` and never in the middle of a character. */
export function takeTokens(text: string, start: number, end: number, limit: number): number {
  let low = start + 1
  let high = Math.min(end, start + Math.max(1, Math.ceil(limit * 6)))
  if (estimateTokens(text, start, high) <= limit) return wholeCharacter(text, high, end)
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (estimateTokens(text, start, middle) <= limit) low = middle
    else high = middle - 1
  }
  return wholeCharacter(text, Math.max(low, start + 1), end)
}

/** Moves a cut that would part a surrogate pair or a letter from its accents to after them. */
function wholeCharacter(text: string, at: number, end: number): number {
  let cut = at
  while (cut < end && classes[text.charCodeAt(cut)] === SILENT && cut - at < 8) cut++
  return cut
}
