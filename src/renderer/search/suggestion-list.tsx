import type { Suggestion } from '../../shared/model.ts'
import { count } from '../app/format.ts'
import { strings } from '../app/strings.ts'
import { suggestionWords } from './suggestion-words.ts'

export const suggestionsId = 'suggestions'
export const suggestionId = (index: number) => `suggestion-${index}`

/** What the filter being written could ask for. The field keeps the focus and its keys choose. */
export function SuggestionList({
  items,
  active,
  onTake,
}: {
  readonly items: readonly Suggestion[]
  readonly active: number
  readonly onTake: (offer: Suggestion) => void
}) {
  return (
    <div
      id={suggestionsId}
      role="listbox"
      aria-label={strings.search.suggestions}
      tabIndex={-1}
      className="absolute inset-x-0 top-full z-20 mt-1.5 max-w-[440px] overflow-hidden rounded-b border border-line bg-raised p-1 shadow-raised"
    >
      {items.map((offer, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the field holds the keys for all options
        // biome-ignore lint/a11y/useFocusableInteractive: options are reached by aria-activedescendant
        <div
          key={offer.text}
          id={suggestionId(index)}
          role="option"
          aria-selected={index === active}
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onTake(offer)}
          className={`flex min-h-8 cursor-pointer items-center gap-3 rounded-s px-2.5 text-sm ${index === active ? 'bg-selected' : 'hover:bg-hover'}`}
        >
          <span dir="auto" className="min-w-0 flex-1 truncate">
            {suggestionWords(offer)}
          </span>
          {offer.documents !== null && <span className="num text-xs text-ink-3">{count(offer.documents)}</span>}
        </div>
      ))}
    </div>
  )
}
