import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, memo, type RefObject, useCallback, useEffect, useRef } from 'react'
import type { Hit, Passage } from '../../shared/model.ts'
import { strings } from '../app/strings.ts'
import { HitRow, MissingRow, PassageRow } from './hit-row.tsx'
import { type Expanded, hitHeight, passageHeight, rowAt, rowCount } from './list-rows.ts'

export const listId = 'results'
export const optionId = (place: number) => `row-${place}`

/** What the search screen steers the list with. */
export interface ListHandle {
  /** How many hits must keep their places: those in sight once scrolled, and those down to the pointer. */
  held(): number
  /** How many rows fit, for PgUp and PgDn. */
  pageRows(): number
}

export interface HitListProps {
  /** Names what was asked: another list begins at its top. */
  readonly question: string
  readonly total: number
  readonly hitAt: (index: number) => Hit | undefined
  readonly need: (from: number, to: number) => void
  readonly expanded: Expanded
  readonly passagesOf: (hit: Hit) => readonly Passage[]
  /** The place of the active row; -1 for none. */
  readonly active: number
  readonly handle: RefObject<ListHandle | null>
  readonly sourceName: (id: string) => string
  readonly onChoose: (place: number, by: 'click' | 'double') => void
  readonly onToggle: (hit: Hit) => void
  readonly onKeyDown: (event: KeyboardEvent) => void
}

/**
 * The results as a list box of which only the rows in sight exist, and the active one always. Rows have fixed heights.
 * While there are none, those of before stay (their parent hides them): the next letter finds some again, and changing
 * rows takes a third of building them.
 */
export function HitList(props: HitListProps) {
  const latest = useRef(props)
  if (props.total > 0) latest.current = props
  return <Rows {...latest.current} />
}

/** Drawn anew only when a property changes: for a letter typed, when its answer comes. */
const Rows = memo(function Rows(props: HitListProps) {
  const { question, total, hitAt, need, expanded, passagesOf, active, handle, sourceName, onChoose, onToggle, onKeyDown } = props
  const scroller = useRef<HTMLDivElement>(null)
  const pointed = useRef(-1)
  const count = rowCount(total, expanded)
  const rows = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: useCallback((place: number) => (rowAt(place, expanded).type === 'hit' ? hitHeight : passageHeight), [expanded]),
    paddingStart: 8,
    paddingEnd: 8,
    scrollPaddingStart: 8,
    scrollPaddingEnd: 8,
    rangeExtractor: (range) => {
      // While somebody types, the list is at its top, and what is out of sight would only hold up the next letter.
      const places = defaultRangeExtractor({ ...range, overscan: range.startIndex > 0 ? 4 : 1 })
      return active < 0 || active >= count || places.includes(active) ? places : [...places, active].sort((a, b) => a - b)
    },
  })
  const visible = rows.getVirtualItems()
  const inSight = rows.range
  const from = rowAt(Math.max(0, (inSight?.startIndex ?? 0) - 10), expanded).index
  const to = rowAt((inSight?.endIndex ?? 0) + 20, expanded).index

  // biome-ignore lint/correctness/useExhaustiveDependencies: the heights below an opened hit change with `expanded`
  useEffect(() => rows.measure(), [expanded, rows])
  useEffect(() => {
    handle.current = {
      held: () => {
        const top = scroller.current?.scrollTop ?? 0
        const lastSeen = top === 0 ? -1 : rowAt(rows.range?.endIndex ?? 0, expanded).index
        return Math.max(lastSeen, pointed.current) + 1
      },
      pageRows: () => Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / hitHeight)),
    }
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: `question` says when
  useEffect(() => {
    if ((rows.scrollOffset ?? 0) > 0) rows.scrollToOffset(0)
  }, [question, rows])
  useEffect(() => {
    if (active >= 0) rows.scrollToIndex(active, { align: 'auto' })
  }, [active, rows])
  useEffect(() => need(from, to), [need, from, to])

  return (
    <div
      ref={scroller}
      id={listId}
      role="listbox"
      tabIndex={0}
      aria-label={strings.search.results}
      aria-activedescendant={active < 0 ? undefined : optionId(active)}
      onKeyDown={onKeyDown}
      onPointerLeave={() => {
        pointed.current = -1
      }}
      className="h-full overflow-y-auto px-2 focus-visible:-outline-offset-2"
    >
      <div role="presentation" className="relative w-full" style={{ height: rows.getTotalSize() }}>
        {visible.map(({ index: place, start, size }) => {
          const row = rowAt(place, expanded)
          const hit = hitAt(row.index)
          const passage = row.type === 'passage' && hit !== undefined ? passagesOf(hit)[row.nth] : undefined
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the field and the list box hold the keys for all options
            // biome-ignore lint/a11y/useFocusableInteractive: options are reached by aria-activedescendant
            <div
              key={place}
              id={optionId(place)}
              role="option"
              aria-selected={place === active}
              aria-setsize={count}
              aria-posinset={place + 1}
              onPointerMove={() => {
                pointed.current = row.index
              }}
              onClick={() => onChoose(place, 'click')}
              onDoubleClick={() => onChoose(place, 'double')}
              className={`absolute inset-x-0 top-0 cursor-pointer overflow-hidden contain-strict rounded-b forced-colors:border forced-colors:border-transparent ${place === active ? 'bg-selected forced-colors:border-[Highlight]' : 'hover:bg-hover'}`}
              style={{ height: size, transform: `translateY(${start}px)` }}
            >
              {hit === undefined ? (
                <MissingRow gone={false} />
              ) : passage !== undefined ? (
                <PassageRow passage={passage} hit={hit} />
              ) : (
                <HitRow
                  hit={hit}
                  sourceName={sourceName(hit.source)}
                  open={expanded.some(([index]) => index === row.index)}
                  onToggle={onToggle}
                />
              )}
            </div>
          )
        })}
      </div>
    </div>
  )
})
