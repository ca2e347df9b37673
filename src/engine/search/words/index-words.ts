import { tokenize } from './tokens.ts'

/**
 * A text as the keyword index stores it: its words folded, stemmed for `language` (BCP 47 primary tag; null when
 * unknown) and segmented, separated by spaces, in order; behind them the other names some of them are found by.
 */
export function indexWords(text: string, language: string | null): string {
  let row = ''
  let others = ''
  tokenize(text, language, {
    token(form, _start, _end, kind) {
      if (kind === 'extra') others += ` ${form}`
      else row += ` ${form}`
    },
    written(word) {
      row += word.row
      if (word.others !== '') others += word.others
    },
    tail(form) {
      row += ` ${form}`
    },
  })
  return (row + others).slice(1)
}
