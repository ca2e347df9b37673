import { useMemo, useRef } from 'react'
import { type Action, useActions } from '../app/actions.ts'
import { useCall } from '../app/engine.tsx'
import { strings } from '../app/strings.ts'

/** What the search screen can do, for the command palette. */
export interface SearchCommands {
  read(): void
  original(): void
  copyLink(): void
  copyMarkdown(): void
  never(): void
  similar(): void
  step(by: 1 | -1): void
  passages(): void
  sort(by: 'relevance' | 'date'): void
  withoutFilters(): void
  save(): void
  ask(query: string): void
}

/** Offers the screen's commands, the kept searches and the recent ones. */
export function useSearchCommands(commands: SearchCommands, hasHit: boolean): void {
  const latest = useRef(commands)
  latest.current = commands
  const searches = useCall('searches.list', {}).data
  const actions = useMemo((): readonly Action[] => {
    const words = strings.palette
    const now = latest
    const action = (id: string, label: string, run: () => void, keys?: string): Action => ({
      id: `search.${id}`,
      label,
      run,
      ...(keys === undefined ? {} : { keys }),
    })
    return [
      ...(hasHit
        ? [
            action('read', words.open, () => now.current.read(), 'Enter'),
            action('original', words.original, () => now.current.original(), 'Ctrl Enter'),
            action('link', words.copyLink, () => now.current.copyLink(), 'Ctrl C'),
            action('markdown', words.copyMarkdown, () => now.current.copyMarkdown()),
            action('next', words.nextMatch, () => now.current.step(1), 'F3'),
            action('previous', words.previousMatch, () => now.current.step(-1), 'Shift F3'),
            action('passages', words.passages, () => now.current.passages(), 'Alt ↓'),
            action('similar', words.similar, () => now.current.similar()),
            action('never', words.never, () => now.current.never()),
            action('by-date', words.byDate, () => now.current.sort('date')),
            action('by-relevance', words.byRelevance, () => now.current.sort('relevance')),
            action('without', words.withoutFilters, () => now.current.withoutFilters()),
            action('save', words.save, () => now.current.save()),
          ]
        : []),
      ...(searches?.saved ?? []).map(({ query, name }) => action(`saved.${query}`, words.saved(name), () => now.current.ask(query))),
      ...(searches?.recent ?? []).map(({ query }) => action(`again.${query}`, words.again(query), () => now.current.ask(query))),
    ]
  }, [hasHit, searches])
  useActions(actions)
}
