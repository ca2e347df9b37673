import { Search as SearchIcon, X } from 'lucide-react'
import type { KeyboardEvent, RefObject } from 'react'
import { strings } from '../app/strings.ts'
import { Kbd } from '../ui/kbd.tsx'
import { listId } from './hit-list.tsx'

export interface SearchFieldProps {
  readonly value: string
  readonly field: RefObject<HTMLInputElement | null>
  readonly activeId: string | undefined
  readonly expanded: boolean
  readonly onChange: (value: string) => void
  readonly onKeyDown: (event: KeyboardEvent) => void
}

/** The field everything starts from. It keeps the focus while the arrows move through the results. */
export function SearchField({ value, field, activeId, expanded, onChange, onKeyDown }: SearchFieldProps) {
  return (
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
        aria-label={strings.search.label}
        aria-autocomplete="list"
        aria-expanded={expanded}
        aria-controls={expanded ? listId : undefined}
        aria-activedescendant={activeId}
        placeholder={strings.search.placeholder}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={onKeyDown}
        className="min-w-0 flex-1 bg-transparent text-[16px] font-[450] tracking-[-0.01em] outline-none"
      />
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
  )
}
