import { ByteText } from './byte-text.ts'
import { tokenize } from './tokens.ts'

const row = new ByteText()
const others = new ByteText()

/**
 * A text as the keyword index stores it: its words folded, stemmed for `language` (BCP 47 primary tag; null when
 * unknown) and segmented, separated by spaces, in order; behind them the other names some of them are found by.
 */
export function indexWords(text: string, language: string | null): string {
  row.clear()
  others.clear()
  tokenize(text, language, {
    token(form, _start, _end, kind) {
      if (kind === 'extra') others.add(` ${form}`)
      else row.add(` ${form}`)
    },
    word(vocabulary, number) {
      vocabulary.write(number, row, others)
    },
    tail(form) {
      row.add(` ${form}`)
    },
  })
  row.copy(others, 0, others.length)
  return row.read(1)
}
