/** What stands in one row of the list: a hit, or one of the passages shown below it. */
export type Row =
  | { readonly type: 'hit'; readonly index: number }
  | { readonly type: 'passage'; readonly index: number; readonly nth: number }

/** How many passages are shown below which hits, by the hit's index in ascending order. */
export type Expanded = readonly (readonly [index: number, passages: number])[]

export const hitHeight = 120
export const passageHeight = 60

export const rowCount = (hits: number, expanded: Expanded): number => hits + expanded.reduce((sum, [, passages]) => sum + passages, 0)

/** The row at a place. Rows are not kept in a list: there may be a hundred thousand, of which few are ever seen. */
export function rowAt(place: number, expanded: Expanded): Row {
  let above = 0
  for (const [index, passages] of expanded) {
    if (place <= index + above) break
    const nth = place - index - above - 1
    if (nth < passages) return { type: 'passage', index, nth }
    above += passages
  }
  return { type: 'hit', index: place - above }
}

/** The place of a hit's own row. */
export const placeOf = (hit: number, expanded: Expanded): number =>
  hit + expanded.reduce((sum, [index, passages]) => (index < hit ? sum + passages : sum), 0)
