import { useCallback, useMemo, useState } from 'react'
import type { Hit, Passage } from '../../shared/model.ts'
import { useEngine } from '../app/engine.tsx'
import { canOpen } from './hit-row.tsx'
import { type Expanded, placeOf, rowAt } from './list-rows.ts'
import type { Results } from './use-results.ts'

const mostPassages = 40

interface At {
  readonly hit: number
  /** Which passage below it; -1 for the hit itself. */
  readonly nth: number
  readonly id: number | null
}

export interface Cursor {
  /** Place of the active row; -1 while there is none. */
  readonly place: number
  readonly hit: Hit | undefined
  readonly passage: Passage | undefined
  readonly expanded: Expanded
  /** How many hits down to the cursor must keep their places, once the person has moved it. */
  readonly held: number
  passagesOf(hit: Hit): readonly Passage[]
  moveTo(place: number): void
  /** Shows or hides everything found in a hit. */
  toggle(hit: Hit, open?: boolean): void
  reset(): void
}

const none: readonly Passage[] = []

/** Which row is active, and which hits show everything that was found in them. The cursor stays on its document. */
export function useCursor(results: Results, query: string): Cursor {
  const engine = useEngine()
  const [at, setAt] = useState<At | null>(null)
  const [opened, setOpened] = useState<ReadonlyMap<number, { readonly index: number; readonly passages: readonly Passage[] }>>(new Map())
  const { shown, total, hitAt } = results
  const first = shown?.first
  const indexOf = (id: number | null, index: number) => {
    const found = id === null ? -1 : (first?.findIndex((hit) => hit.documentId === id) ?? -1)
    return found >= 0 ? found : Math.min(index, total - 1)
  }
  const expanded = useMemo<Expanded>(
    () =>
      [...opened]
        .map(([id, { index, passages }]) => {
          const found = first?.findIndex((hit) => hit.documentId === id) ?? -1
          return [found >= 0 ? found : index, passages.length] as const
        })
        .sort(([a], [b]) => a - b),
    [opened, first],
  )
  const hitIndex = at === null ? Math.min(0, total - 1) : indexOf(at.id, at.hit)
  const hit = hitIndex < 0 ? undefined : hitAt(hitIndex)
  const below = hit === undefined ? none : (opened.get(hit.documentId)?.passages ?? none)
  const nth = Math.min(at?.nth ?? -1, below.length - 1)
  return {
    place: hitIndex < 0 ? -1 : placeOf(hitIndex, expanded) + nth + 1,
    hit,
    passage: nth < 0 ? undefined : below[nth],
    expanded,
    held: at === null ? 0 : hitIndex + 1,
    passagesOf: useCallback(({ documentId }: Hit) => opened.get(documentId)?.passages ?? none, [opened]),
    moveTo: (place) => {
      const row = rowAt(place, expanded)
      setAt({ hit: row.index, nth: row.type === 'passage' ? row.nth : -1, id: hitAt(row.index)?.documentId ?? null })
    },
    toggle: (which, open) => {
      const index = indexOf(which.documentId, hitIndex)
      if (opened.has(which.documentId) || open === false) {
        setOpened(new Map([...opened].filter(([id]) => id !== which.documentId)))
        if (hit?.documentId === which.documentId) setAt({ hit: index, nth: -1, id: which.documentId })
        return
      }
      if (!canOpen(which)) return
      const documentIds = [which.documentId, ...which.thread].slice(0, mostPassages)
      engine
        .call('search.passages', { query, documentIds, limit: mostPassages })
        .then((passages) => setOpened((before) => new Map([...before, [which.documentId, { index, passages }]])))
        // The engine went away meanwhile: the window says so, and the person can ask again.
        .catch(() => undefined)
    },
    reset: () => {
      setAt(null)
      setOpened((before) => (before.size === 0 ? before : new Map()))
    },
  }
}
