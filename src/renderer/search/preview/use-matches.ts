import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'

export interface Matches {
  /** 0-based; meaningless while `total` is 0. */
  readonly current: number
  readonly total: number
  step(by: 1 | -1): void
}

/**
 * Walks the marks inside `article`. `key` names what is shown; a new one starts at the mark nearest to `from`, an offset in
 * the document, and brings the place into sight also when nothing is marked there (found by meaning). `laidOut` changes
 * whenever more of the text is on the page.
 */
export function useMatches(article: RefObject<HTMLElement | null>, key: string, from: number, laidOut: unknown): Matches {
  const [{ current, total }, setState] = useState({ current: 0, total: 0 })
  const shown = useRef('')

  // biome-ignore lint/correctness/useExhaustiveDependencies: `laidOut` says when to look again
  useEffect(() => {
    if (article.current === null || key === '') return
    const marks = marksOf(article.current)
    if (shown.current === key) {
      // The same place, laid out anew: the marks are other elements now.
      setState(({ current: before }) => {
        const kept = marks.findIndex((mark) => mark.hasAttribute('data-current'))
        const current = kept >= 0 ? kept : Math.min(before, Math.max(0, marks.length - 1))
        marks[current]?.toggleAttribute('data-current', true)
        return { current, total: marks.length }
      })
      return
    }
    shown.current = key
    const first = Math.max(
      0,
      marks.findIndex((mark) => offsetOf(mark) >= from),
    )
    setState({ current: first, total: marks.length })
    article.current.scrollTop = 0
    const block = [...article.current.querySelectorAll<HTMLElement>('[data-at]')].filter((element) => offsetOf(element) <= from).at(-1)
    show(marks, first, from === 0 ? undefined : block)
  }, [article, key, from, laidOut])

  const step = useCallback(
    (by: 1 | -1) => {
      if (article.current === null) return
      const marks = marksOf(article.current)
      if (marks.length === 0) return
      setState(({ current: before }) => {
        const next = (before + by + marks.length) % marks.length
        show(marks, next)
        return { current: next, total: marks.length }
      })
    },
    [article],
  )
  return { current, total, step }
}

/** Brings the part of the document at an offset to the top of the pane. */
export function scrollToOffset(article: HTMLElement, at: number): void {
  const place = [...article.querySelectorAll<HTMLElement>('[data-at]')].filter((element) => offsetOf(element) <= at).at(-1)
  if (place !== undefined) article.scrollTop += place.getBoundingClientRect().top - article.getBoundingClientRect().top - 16
}

const marksOf = (root: HTMLElement) => [...root.querySelectorAll<HTMLElement>('[data-text] mark')]
const offsetOf = (element: HTMLElement) => Number(element.dataset.at ?? 0)

function show(marks: readonly HTMLElement[], current: number, instead?: HTMLElement): void {
  for (const [index, mark] of marks.entries()) mark.toggleAttribute('data-current', index === current)
  const target = marks[current] ?? instead
  const scroller = target?.closest<HTMLElement>('[data-scroller]')
  if (target === undefined || scroller === null || scroller === undefined) return
  const place = target.getBoundingClientRect()
  const frame = scroller.getBoundingClientRect()
  if (place.top < frame.top + 24 || place.bottom > frame.bottom - 24) scroller.scrollTop += place.top - frame.top - frame.height / 3
}
