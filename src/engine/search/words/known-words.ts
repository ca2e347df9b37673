import type { Units } from './scan.ts'

/** A longer run, in UTF-16 units, is looked up by nobody twice and may be as long as its text: its number is not kept. */
export const longestKept = 32
const mostKept = 200_000
/** Runs of so many Latin letters fit into three whole numbers. */
const short = 12
const places = 2 ** 17
/** How many places a short word may have. */
const tries = 4

/** Numbers runs of letters, so that what is known of each is found out once. */
export interface KnownWords {
  /** The number of the run [start, end) of a text, which is `units` as well. */
  of(units: Units, text: string, start: number, end: number): number
}

/**
 * `findOut` answers the number of a run that has none yet. `forget` is told when all of them lose theirs, to begin anew.
 * In front of a `Map`, which wants every word of a text as a string of its own, stands a table of short words by their
 * letters, where most words are found: three numbers of letters and one more than the word's own, side by side.
 */
export function createKnownWords(findOut: (raw: string) => number, forget: () => void): KnownWords {
  const all = new Map<string, number>()
  const table = new Int32Array(4 * places)

  const look = (raw: string): number => {
    let number = all.get(raw)
    if (number !== undefined) return number
    if (raw.length > longestKept) return findOut(raw)
    if (all.size >= mostKept) {
      all.clear()
      table.fill(0)
      forget()
    }
    number = findOut(raw)
    all.set(raw, number)
    return number
  }
  const note = (low: number, middle: number, high: number, place: number, raw: string): number => {
    const number = look(raw)
    // The last of its places gives way: the words that come most often came first.
    let at = place
    for (let i = 1; i < tries && table[4 * at + 3] !== 0; i += 1) at = (at + 1) & (places - 1)
    table[4 * at] = low
    table[4 * at + 1] = middle
    table[4 * at + 2] = high
    table[4 * at + 3] = number + 1
    return number
  }
  return {
    of: (units, text, start, end) => {
      if (end - start > short) return look(text.slice(start, end))
      let low = 0
      let middle = 0
      let high = 0
      for (let at = start; at < end; at += 1) {
        const unit = units[at]!
        if (unit > 0xff) return look(text.slice(start, end))
        high = (high << 8) | (middle >>> 24)
        middle = (middle << 8) | (low >>> 24)
        low = (low << 8) | unit
      }
      const mixed = Math.imul(low, 0x9e3779b1) ^ Math.imul(middle, 0x85ebca6b) ^ Math.imul(high, 0xc2b2ae35)
      const place = (mixed ^ (mixed >>> 15)) & (places - 1)
      for (let i = 0, at = place; i < tries; i += 1, at = (at + 1) & (places - 1)) {
        const entry = 4 * at
        if (table[entry] === low && table[entry + 1] === middle && table[entry + 2] === high && table[entry + 3] !== 0)
          return table[entry + 3]! - 1
      }
      return note(low, middle, high, place, text.slice(start, end))
    },
  }
}
