import { randomUUID } from 'node:crypto'

/**
 * Ids that events hinted at, numbered in order. A cursor says how far a session's hints have been dealt with; whatever
 * a pull did not get to store comes again. One session ends and the next begins when hints may have been lost.
 */
export interface DirtyIds {
  readonly session: string
  /** The number of the last hint. */
  readonly seq: number
  mark(id: string): void
  /** What was hinted at after `seq`. What lies before is forgotten. */
  since(seq: number): readonly string[]
}

/** With more than this a new listing is cheaper than looking at each. */
const mostDirty = 10_000

export function createDirtyIds(overflowed: () => void): DirtyIds {
  const hints = new Map<string, number>()
  let seq = 0
  return {
    session: randomUUID(),
    get seq() {
      return seq
    },
    mark: (id) => {
      // Deleted first, so that the map stays in the order of the last hints.
      hints.delete(id)
      hints.set(id, ++seq)
      if (hints.size > mostDirty) overflowed()
    },
    since: (after) => {
      for (const [id, number] of hints) {
        if (number > after) break
        hints.delete(id)
      }
      return [...hints.keys()]
    },
  }
}
