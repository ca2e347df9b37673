import type { After } from '../../shared/after.ts'

/** Calls at times of the wall clock. They hold across sleep and changes of the clock, which timers do not. */
export interface Alarms {
  /** Calls once when the clock shows `at` (ms since 1970) or later, never before it returns; answers how to cancel that. */
  at(at: number, run: () => void): () => void
  /** Told by how many ms the clock was put back, so that times reckoned by it can be reckoned again. */
  onPutBack(listener: (ms: number) => void): () => void
  close(): void
}

/**
 * How often the clock is looked at. A timer counts the time the computer is awake: after a sleep, whatever came due
 * meanwhile is called within this time, once.
 */
const lookMs = 30_000
/** Clocks are put right by fractions of a second all the time. */
const toleranceMs = 2_000

export function createAlarms({ now, after }: { readonly now: () => Date; readonly after: After }): Alarms {
  const alarms = new Set<{ readonly at: number; readonly run: () => void }>()
  const listeners = new Set<(ms: number) => void>()
  let looked = now().getTime()
  let cancel: (() => void) | null = null

  /** A clock that shows less than when it was last looked at was put back, by at least that much. */
  const look = () => {
    const shows = now().getTime()
    const back = looked - shows
    looked = shows
    if (back > toleranceMs) for (const listener of [...listeners]) listener(back)
    return shows
  }
  const wind = () => {
    const shows = look()
    cancel?.()
    cancel = null
    if (alarms.size === 0) return
    const soonest = Math.min(...[...alarms].map((alarm) => alarm.at))
    cancel = after(Math.max(0, Math.min(lookMs, soonest - shows)), ring)
  }
  const ring = () => {
    cancel = null
    const shows = look()
    const due = [...alarms].filter((alarm) => alarm.at <= shows).sort((a, b) => a.at - b.at)
    for (const alarm of due) if (alarms.delete(alarm)) alarm.run()
    wind()
  }
  return {
    at: (at, run) => {
      const alarm = { at, run }
      alarms.add(alarm)
      wind()
      return () => {
        if (alarms.delete(alarm)) wind()
      }
    },
    onPutBack: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    close: () => {
      alarms.clear()
      listeners.clear()
      cancel?.()
      cancel = null
    },
  }
}
