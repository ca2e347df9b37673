/** The tag of a language nobody speaks: private use by BCP 47. The window under test speaks it. */
export const pseudoLanguage = 'qps'

const accents: Readonly<Record<string, string>> = { a: 'á', e: 'é', i: 'í', o: 'ó', u: 'ú', A: 'Á', E: 'É', I: 'Í', O: 'Ó', U: 'Ú' }

/**
 * Every text of a language between marks, with accents and a third longer. What shows up in the window without marks was
 * not taken from here; what is cut off would be cut off in a longer language.
 */
export function pseudo<T>(value: T): T {
  if (typeof value === 'string') return marked(value) as T
  if (typeof value === 'function') return ((...args: readonly unknown[]) => pseudo(value(...args))) as T
  if (Array.isArray(value)) return value.map(pseudo) as T
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, pseudo(one)])) as T
}

function marked(text: string): string {
  if (text.trim() === '') return text
  const accented = text.replace(/[aeiouAEIOU]/g, (letter) => accents[letter] ?? letter)
  return `⟦${accented}${'~'.repeat(Math.ceil(text.length / 3))}⟧`
}
