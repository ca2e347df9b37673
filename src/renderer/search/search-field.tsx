import { Search as SearchIcon, X } from 'lucide-react'
import { type KeyboardEvent, type RefObject, useState } from 'react'
import type { Suggestion } from '../../shared/model.ts'
import { strings } from '../app/strings.ts'
import { Kbd } from '../ui/kbd.tsx'
import { listId } from './hit-list.tsx'
import { SuggestionList, suggestionId, suggestionsId } from './suggestion-list.tsx'
import { suggestionWords } from './suggestion-words.ts'
import { useSuggestions } from './use-suggestions.ts'

export interface SearchFieldProps {
  readonly value: string
  readonly field: RefObject<HTMLInputElement | null>
  readonly activeId: string | undefined
  readonly expanded: boolean
  readonly onChange: (value: string) => void
  /** For the keys that the suggestions do not need. */
  readonly onKeyDown: (event: KeyboardEvent) => void
}

/** Filters offered beside what is typed; a filter being written has a list of its own. */
const mostBeside = 2

/** The field everything starts from. It keeps the focus while the arrows move through the results. */
export function SearchField({ value, field, activeId, expanded, onChange, onKeyDown }: SearchFieldProps) {
  const [cursor, setCursor] = useState<number | null>(null)
  const [active, setActive] = useState(0)
  const [closedFor, setClosedFor] = useState<string | null>(null)
  const offered = useSuggestions(value, cursor)
  const open = offered.writing && offered.items.length > 0 && closedFor !== value
  const chosen = Math.min(active, offered.items.length - 1)
  const beside = offered.writing ? [] : offered.items.slice(0, mostBeside)

  const take = (offer: Suggestion) => {
    const next = offered.take(offer)
    onChange(next.query)
    setActive(0)
    requestAnimationFrame(() => {
      field.current?.focus()
      field.current?.setSelectionRange(next.cursor, next.cursor)
      setCursor(next.cursor)
    })
  }
  const onKey = (event: KeyboardEvent) => {
    // While an input method composes, every key belongs to it (229 is what Safari reports then).
    if (event.nativeEvent.isComposing || event.nativeEvent.keyCode === 229) return
    const offer = offered.items[open ? chosen : 0]
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey
    if (open && plain && event.key === 'ArrowDown') setActive((chosen + 1) % offered.items.length)
    else if (open && plain && event.key === 'ArrowUp') setActive((chosen + offered.items.length - 1) % offered.items.length)
    else if (open && plain && event.key === 'Escape') setClosedFor(value)
    else if (open && plain && (event.key === 'Enter' || event.key === 'Tab') && offer !== undefined) take(offer)
    else {
      onKeyDown(event)
      return
    }
    event.preventDefault()
  }
  const follow = () => setCursor(field.current === document.activeElement ? (field.current?.selectionStart ?? null) : null)

  return (
    <search
      className="relative block"
      onBlur={(event) => {
        // Offers beside the field stay while the focus is on one of them.
        if (!event.currentTarget.contains(event.relatedTarget)) setCursor(null)
      }}
    >
      <div className="flex h-[46px] items-center gap-3 rounded-b border border-line-strong bg-surface px-3.5 focus-within:border-accent focus-within:shadow-[0_0_0_3px_color-mix(in_srgb,var(--color-accent)_16%,transparent)] forced-colors:focus-within:outline-2">
        <SearchIcon aria-hidden size={18} strokeWidth={1.75} className="text-ink-3" />
        <input
          ref={field}
          type="text"
          role="combobox"
          // biome-ignore lint/a11y/noAutofocus: searching is what the window is for
          autoFocus
          autoComplete="off"
          autoCorrect="off"
          spellCheck={false}
          dir="auto"
          aria-label={strings.search.label}
          aria-autocomplete="list"
          aria-expanded={open || expanded}
          aria-controls={open ? suggestionsId : expanded ? listId : undefined}
          aria-activedescendant={open ? suggestionId(chosen) : activeId}
          placeholder={strings.search.placeholder}
          value={value}
          onChange={(event) => {
            setCursor(event.target.selectionStart)
            setActive(0)
            onChange(event.target.value)
          }}
          onSelect={follow}
          onFocus={follow}
          onKeyDown={onKey}
          className="min-w-0 flex-1 bg-transparent text-[16px] font-[450] tracking-[-0.01em] outline-none"
        />
        {beside.map((offer, index) => (
          <button
            key={offer.text}
            type="button"
            onClick={() => take(offer)}
            className="hidden max-w-56 flex-none cursor-pointer items-center gap-1.5 truncate rounded-full border border-dashed border-line-strong px-2.5 text-sm leading-6 text-ink-2 hover:bg-hover sm:inline-flex"
          >
            <span dir="auto" className="truncate">
              {suggestionWords(offer)}
            </span>
            {index === 0 && <Kbd>Tab</Kbd>}
          </button>
        ))}
        {value === '' ? (
          <span className="hidden sm:block">
            <Kbd>Ctrl K</Kbd>
          </span>
        ) : (
          <>
            <span className="hidden sm:block">
              <Kbd>Esc</Kbd>
            </span>
            <button
              type="button"
              aria-label={strings.search.clear}
              onClick={() => {
                onChange('')
                field.current?.focus()
              }}
              className="-mr-1 cursor-pointer rounded-s p-1 text-ink-3 hover:text-ink sm:hidden"
            >
              <X aria-hidden size={18} strokeWidth={1.75} />
            </button>
          </>
        )}
      </div>
      {open && <SuggestionList items={offered.items} active={chosen} onTake={take} />}
    </search>
  )
}
