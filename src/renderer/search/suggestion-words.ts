import type { Suggestion } from '../../shared/model.ts'
import { strings } from '../app/strings.ts'
import { kindLabel } from './filter-bar.tsx'

/** A suggested filter as people read it: `Person: Ada Lovelace`. */
export function suggestionWords({ key, value }: Suggestion): string {
  const spans: Readonly<Record<string, string>> = strings.search.spans
  const shown = key === 'type' ? kindLabel(value) : key === 'after' ? (spans[value] ?? value) : value
  return strings.search.suggestion(strings.search.keys[key], shown)
}
