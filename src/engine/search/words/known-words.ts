import type { Units } from './scan.ts'

/** A longer run is looked up by nobody twice. */
const longest = 32
const mostKept = 200_000
/** Runs of so many Latin letters fit into two whole numbers. */
const short = 8
const places = 2 ** 16

/** What is known of runs of letters, so that it is found out once. */
export interface KnownWords<T> {
  /** Of the run [start, end) of a text, which is `units` as well. */
  of(units: Units, text: string, start: number, end: number): T
}

/**
 * In front of a `Map`, which wants every word of a text as a string of its own, stands a table of short words by their
 * letters, where most words are found.
 */
export function createKnownWords<T>(findOut: (raw: string) => T): KnownWords<T> {
  const all = new Map<string, T>()
  const first = new Int32Array(places)
  const second = new Int32Array(places)
  const values: (T | undefined)[] = new Array(places).fill(undefined)

  const look = (raw: string): T => {
    let value = all.get(raw)
    if (value !== undefined) return value
    value = findOut(raw)
    if (raw.length <= longest) {
      if (all.size >= mostKept) all.clear()
      all.set(raw, value)
    }
    return value
  }
  return {
    of: (units, text, start, end) => {
      if (end - start > short) return look(text.slice(start, end))
      let low = 0
      let high = 0
      for (let at = start; at < end; at += 1) {
        const unit = units[at]!
        if (unit > 0xff) return look(text.slice(start, end))
        high = (high << 8) | (low >>> 24)
        low = (low << 8) | unit
      }
      const place = (Math.imul(low, 0x9e3779b1) ^ Math.imul(high, 0x85ebca6b)) >>> 16
      const known = values[place]
      if (known !== undefined && first[place] === low && second[place] === high) return known
      const value = look(text.slice(start, end))
      first[place] = low
      second[place] = high
      values[place] = value
      return value
    },
  }
}
