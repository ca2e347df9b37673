/** Words of a phrase; more would hardly tell texts apart any better. */
const phraseWords = 5
const mostQueries = 4

/**
 * Queries that few texts but this one answer: the phrase of it with the longest words, and then its longest words by
 * themselves. Empty when there is no word in it.
 */
export function distinctiveQueries(text: string): readonly string[] {
  const words = [...text.matchAll(/[\p{L}\p{N}]+/gu)].map(([word]) => word)
  if (words.length === 0) return []
  const lengthFrom = (at: number) => words.slice(at, at + phraseWords).reduce((sum, word) => sum + word.length, 0)
  const starts = words.map((_, at) => at).slice(0, Math.max(1, words.length - phraseWords + 1))
  const best = starts.reduce((most, at) => (lengthFrom(at) > lengthFrom(most) ? at : most), 0)
  const phrase = `"${words.slice(best, best + phraseWords).join(' ')}"`
  const longest = [...new Set(words)].sort((a, b) => b.length - a.length)
  return [phrase, ...longest].slice(0, mostQueries)
}
