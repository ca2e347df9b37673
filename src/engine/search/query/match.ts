import { phraseRows, type Term } from './terms.ts'

/** FTS5 expressions. Words hold no quotes: they come out of the tokenizer. */
const quote = (text: string): string => `"${text}"`

/** Chunks with any form of a term. */
export function termMatch({ forms, beginning }: Term): string {
  const parts = forms.map(quote)
  if (beginning !== null) parts.push(`${quote(beginning)}*`)
  return parts.join(' OR ')
}

export const anyOf = (terms: readonly Term[]): string => terms.map(termMatch).join(' OR ')

/** Chunks with the words of a text in its order; null when it has no words. */
export function phraseMatch(text: string, spellings: readonly string[]): string | null {
  const rows = phraseRows(text, spellings).map(({ words, beginning }) => quote(words.join(' ')) + (beginning ? '*' : ''))
  return rows.length === 0 ? null : rows.join(' OR ')
}
