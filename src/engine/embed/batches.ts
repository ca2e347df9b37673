/** A text that waits for the model. */
export interface Tokens {
  readonly hash: string
  readonly ids: Int32Array
}

/** How much may go into one batch. A text of its own is always allowed. */
export interface BatchLimit {
  readonly texts: number
  /** Tokens including the padding that makes all texts as long as the longest. */
  readonly tokens: number
}

/**
 * Larger batches gain nothing: four texts of 128 tokens ran at 32,000 tokens/s (MiniLM, 2 threads), thirty-two at 25,000.
 */
export const fullBatch: BatchLimit = { texts: 16, tokens: 512 }

/** While someone searches: a query waits for at most this. */
export const smallBatch: BatchLimit = { texts: 2, tokens: 128 }

/**
 * Takes a batch out of those that wait (in order of arrival): the first, which so never waits for long, and those whose
 * length is nearest to its own, so that little is padding.
 */
export function takeBatch(waiting: Tokens[], limit: BatchLimit): Tokens[] {
  const first = waiting[0]
  if (first === undefined) return []
  const near = [...waiting.keys()].slice(1).sort((a, b) => distance(a) - distance(b))
  const taken = [0]
  let width = first.ids.length
  for (const index of near) {
    const wider = Math.max(width, waiting[index]!.ids.length)
    if (taken.length + 1 > limit.texts || wider * (taken.length + 1) > limit.tokens) break
    width = wider
    taken.push(index)
  }
  const batch = taken.map((index) => waiting[index]!)
  for (const index of taken.sort((a, b) => b - a)) waiting.splice(index, 1)
  return batch

  function distance(index: number): number {
    return Math.abs(waiting[index]!.ids.length - first!.ids.length)
  }
}
