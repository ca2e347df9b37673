import { useQueries } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { DocumentView } from '../../../shared/model.ts'
import { useEngine } from '../../app/engine.tsx'

/** Text that is fetched and laid out at once, in UTF-16 units: about forty pages. */
const windowUnits = 60_000

interface Range {
  readonly start: number
  readonly length: number
}

export interface LoadedDocument {
  /** Null while it is on the way. */
  readonly view: DocumentView | null
  /** What is loaded of its text, whole lines, from `start` in the document. */
  readonly text: string
  readonly start: number
  readonly error: unknown
  /** Load more of it; null when there is no more in that direction. */
  readonly before: (() => void) | null
  readonly after: (() => void) | null
}

/** A document with its text around `at`; a long one comes in windows. */
export function useDocument(documentId: number, at: number): LoadedDocument {
  const engine = useEngine()
  const key = `${documentId} ${at}`
  const [asked, setAsked] = useState<{ readonly key: string; readonly ranges: readonly Range[] }>({ key: '', ranges: [] })
  const ranges = asked.key === key ? asked.ranges : [firstWindow(at)]
  const parts = useQueries({
    queries: ranges.map(({ start, length }) => ({
      queryKey: ['documents.get', { documentId, start, length }] as const,
      queryFn: () => engine.call('documents.get', { documentId, start, length }),
      gcTime: 60_000,
    })),
  })
  const views = parts.map(({ data }) => data)
  const complete = views.every((view) => view !== undefined)
  const first = views[0] ?? null
  const joined = complete ? views.map((view) => view?.text ?? '').join('') : ''
  const start = ranges[0]?.start ?? 0
  const end = (ranges.at(-1)?.start ?? 0) + (ranges.at(-1)?.length ?? 0)
  const whole = first !== null && end >= first.textLength
  const lines = useMemo(() => wholeLines(joined, start, whole), [joined, start, whole])
  return {
    view: complete ? first : null,
    ...lines,
    error: parts.find(({ error }) => error !== null)?.error ?? null,
    before:
      complete && start > 0
        ? () => {
            const earlier = Math.max(0, start - windowUnits)
            setAsked({ key, ranges: [{ start: earlier, length: start - earlier }, ...ranges] })
          }
        : null,
    after: complete && !whole ? () => setAsked({ key, ranges: [...ranges, { start: end, length: windowUnits }] }) : null,
  }
}

/** A document that fits is loaded from its beginning; of a longer one a quarter of the window lies before the place. */
const firstWindow = (at: number): Range =>
  at < windowUnits * 0.75 ? { start: 0, length: windowUnits } : { start: at - windowUnits / 4, length: windowUnits }

/** Without the halves of lines where the window cuts them, unless the lines are longer than anybody would read. */
function wholeLines(text: string, start: number, whole: boolean): { readonly text: string; readonly start: number } {
  const head = start === 0 ? 0 : text.slice(0, 5_000).indexOf('\n') + 1
  const cut = whole ? text.length : text.lastIndexOf('\n') + 1
  const tail = cut > text.length - 5_000 ? cut : text.length
  return { text: text.slice(head, tail), start: start + head }
}
