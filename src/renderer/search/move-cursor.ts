/** What of a key press matters here; DOM and React events both fit. */
export interface Press {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
  readonly target: unknown
}

/**
 * The row a key leads to, or null for a key that moves no row. Home and End belong to the text of a field that has
 * any, as everywhere; with Ctrl, or in the list, they go to the first and last row. `page` says how many rows fit; it is
 * asked only where it matters, since the browser lays everything out to answer.
 */
export function moveCursor(press: Press, active: number, rows: number, page: () => number): number | null {
  if (rows === 0 || press.altKey || press.shiftKey) return null
  const inText = (press.target as { readonly value?: unknown }).value !== undefined
  const ends = press.ctrlKey || press.metaKey || !inText
  switch (press.key) {
    case 'ArrowDown':
      return Math.min(active + 1, rows - 1)
    case 'ArrowUp':
      return Math.max(active - 1, 0)
    case 'PageDown':
      return Math.min(active + page(), rows - 1)
    case 'PageUp':
      return Math.max(active - page(), 0)
    case 'Home':
      return ends ? 0 : null
    case 'End':
      return ends ? rows - 1 : null
    default:
      return null
  }
}
