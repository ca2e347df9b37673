import type { SearchAnswer } from '../../shared/model.ts'
import { strings } from '../app/strings.ts'

/** How much was found, how fast, and what kind of answer it is. Read out to those who cannot see it. */
export function ResultLine({ answer, learning }: { readonly answer: SearchAnswer; readonly learning: boolean }) {
  const { total, tookMs, hits, mode } = answer
  const nearest = hits.length > 0 && hits.every(({ why }) => why.every((reason) => reason === 'meaning'))
  const kind = nearest
    ? strings.search.onlyMeaning(total)
    : mode === 'keyword' && learning
      ? strings.search.wordsOnly
      : strings.search.sorted
  return (
    <p role="status" className="num ml-auto text-sm text-ink-3">
      {strings.search.found(total, total >= 1_000, tookMs)}
      {total > 0 && `, ${kind}`}
    </p>
  )
}
