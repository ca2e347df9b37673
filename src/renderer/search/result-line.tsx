import { ArrowDownWideNarrow, Star } from 'lucide-react'
import { useEffect } from 'react'
import { announce } from '../app/announce.tsx'
import { strings } from '../app/strings.ts'
import { Button } from '../ui/button.tsx'
import type { Results, Sort } from './use-results.ts'

export interface ResultLineProps {
  readonly results: Results
  readonly learning: boolean
  readonly sort: Sort
  readonly saved: boolean
  readonly onSort: (sort: Sort) => void
  readonly onSave: () => void
  readonly onCorrect: (query: string) => void
}

/** How much was found, how fast, and what kind of answer it is; the order, and keeping the search. */
export function ResultLine({ results, learning, sort, saved, onSort, onSave, onCorrect }: ResultLineProps) {
  const { shown, counted, total } = results
  const more = counted?.more ?? total >= 50
  const question = counted?.query
  const found = counted === null ? null : strings.search.announced(counted.total, counted.more)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another question that finds as many is said as well
  useEffect(() => {
    if (found !== null) announce(found)
  }, [question, found])
  if (shown === null) return null
  const { mode, tookMs } = shown.answer
  const nearest = shown.first.length > 0 && shown.first.every(({ why }) => why.length > 0 && why.every((reason) => reason === 'meaning'))
  const words = strings.search
  const kind = nearest ? words.onlyMeaning : mode === 'keyword' && learning && sort === 'relevance' ? words.wordsOnly : null
  // Where nothing was found at all, the middle of the screen asks it.
  const correction = total === 0 ? null : (counted?.didYouMean ?? null)
  return (
    <div className="flex min-w-0 items-center gap-1 text-sm text-ink-3 max-md:w-full">
      {correction !== null ? (
        <p className="me-1 truncate">
          {words.didYouMean}{' '}
          <button
            type="button"
            className="cursor-pointer font-medium text-accent underline underline-offset-3"
            onClick={() => onCorrect(correction)}
          >
            <bdi>{correction.trim()}</bdi>
          </button>
          ?
        </p>
      ) : (
        <p className="num me-1 min-w-0 truncate" title={kind ?? undefined} data-found={counted === null ? 'so-far' : 'all'}>
          {words.found(total, more, tookMs)}
          {kind !== null && `, ${kind}`}
        </p>
      )}
      <Button
        look="ghost"
        className="ms-auto h-7 px-2 font-normal"
        aria-label={`${words.sortTitle}: ${words.sorts[sort]}`}
        onClick={() => onSort(sort === 'date' ? 'relevance' : 'date')}
      >
        <ArrowDownWideNarrow aria-hidden />
        {words.sorts[sort]}
      </Button>
      <Button
        look="ghost"
        square
        className="h-7"
        aria-label={saved ? words.saveOff : words.save}
        title={saved ? words.saveOff : words.save}
        aria-pressed={saved}
        onClick={onSave}
      >
        <Star aria-hidden className={saved ? 'fill-current text-accent' : ''} />
      </Button>
    </div>
  )
}
