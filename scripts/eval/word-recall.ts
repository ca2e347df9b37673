const unspaced = '\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f'
const invisible = /\u00ad|\u200b|\u200c|\u200d|\ufeff/g
const gap = new RegExp(`(?<=[${unspaced}]) (?=[${unspaced}])`, 'g')

/** Text as words are compared: compatibility forms and case folded, white space alike, none of it between characters that need none. */
const fold = (text: string): string => text.normalize('NFKC').toLowerCase().replace(invisible, '').replace(/\s+/g, ' ').replace(gap, '')

/** The words a text does not hold, of words that are already folded. */
export function missingWords(words: readonly string[], text: string): readonly string[] {
  const folded = fold(text)
  return words.filter((word) => !folded.includes(word))
}
