import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type RefObject, useEffect, useRef } from 'react'
import type { Hit } from '../../shared/model.ts'
import { strings } from '../app/strings.ts'
import { HitRow } from './hit-row.tsx'

export const listId = 'results'
export const optionId = (hit: Hit) => `hit-${hit.documentId}`

/** What the search screen steers the list with. */
export interface ListHandle {
  /** Rows that must keep their places: those in sight once scrolled, and those down to the pointer. */
  held(): number
  /** How many rows fit, for PgUp and PgDn. */
  pageRows(): number
}

export interface HitListProps {
  readonly hits: readonly Hit[]
  readonly active: number
  readonly handle: RefObject<ListHandle | null>
  readonly sourceName: (id: string) => string
  readonly onChoose: (index: number, by: 'click' | 'double') => void
  readonly onKeyDown: (event: KeyboardEvent) => void
  readonly onEnd: () => void
}

/** The results as a list box of which only the rows in sight exist, and the active one always. */
export function HitList({ hits, active, handle, sourceName, onChoose, onKeyDown, onEnd }: HitListProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const pointed = useRef(-1)
  const rows = useVirtualizer({
    count: hits.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 120,
    getItemKey: (index) => hits[index]?.documentId ?? index,
    overscan: 6,
    paddingStart: 8,
    paddingEnd: 8,
    scrollPaddingStart: 8,
    scrollPaddingEnd: 8,
    rangeExtractor: (range) => {
      const indexes = defaultRangeExtractor(range)
      return active < 0 || active >= hits.length || indexes.includes(active) ? indexes : [...indexes, active].sort((a, b) => a - b)
    },
  })
  const visible = rows.getVirtualItems()
  const last = visible.at(-1)?.index ?? 0

  useEffect(() => {
    handle.current = {
      held: () => {
        const top = scroller.current?.scrollTop ?? 0
        const bottom = top + (scroller.current?.clientHeight ?? 0)
        const seen =
          top === 0
            ? 0
            : rows
                .getVirtualItems()
                .filter((row) => row.start < bottom)
                .at(-1)?.index
        return Math.max(top === 0 ? 0 : (seen ?? -1) + 1, pointed.current + 1)
      },
      pageRows: () => Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / 125)),
    }
  })
  useEffect(() => {
    if (active >= 0) rows.scrollToIndex(active, { align: 'auto' })
  }, [active, rows])
  useEffect(() => {
    if (hits.length > 0 && last >= hits.length - 10) onEnd()
  }, [last, hits.length, onEnd])

  const activeHit = hits[active]
  return (
    <div
      ref={scroller}
      id={listId}
      role="listbox"
      tabIndex={0}
      aria-label={strings.search.results}
      aria-activedescendant={activeHit === undefined ? undefined : optionId(activeHit)}
      onKeyDown={onKeyDown}
      onPointerLeave={() => {
        pointed.current = -1
      }}
      className="h-full overflow-y-auto px-2 focus-visible:-outline-offset-2"
    >
      <div role="presentation" className="relative w-full" style={{ height: rows.getTotalSize() }}>
        {visible.map(({ index, key, start }) => {
          const hit = hits[index]
          if (hit === undefined) return null
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the field and the list box hold the keys for all options
            // biome-ignore lint/a11y/useFocusableInteractive: options are reached by aria-activedescendant
            <div
              key={key}
              ref={rows.measureElement}
              data-index={index}
              id={optionId(hit)}
              role="option"
              aria-selected={index === active}
              aria-setsize={hits.length}
              aria-posinset={index + 1}
              onPointerMove={() => {
                pointed.current = index
              }}
              onClick={() => onChoose(index, 'click')}
              onDoubleClick={() => onChoose(index, 'double')}
              className={`absolute inset-x-0 top-0 cursor-pointer rounded-b ${index === active ? 'bg-selected' : 'hover:bg-hover'}`}
              style={{ transform: `translateY(${start}px)` }}
            >
              <HitRow hit={hit} sourceName={sourceName(hit.source)} />
            </div>
          )
        })}
      </div>
    </div>
  )
}
