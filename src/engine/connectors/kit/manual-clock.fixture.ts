import type { Clock } from './clock.ts'

/** A clock for tests: waits on purpose pass at once, in their order; deadlines pass when time reaches them. */
export interface ManualClock extends Clock {
  /** Every wait on purpose that passed, in ms. */
  readonly slept: readonly number[]
  /** Lets time pass without anybody waiting for it. */
  advance(ms: number): void
  /** From now on waits on purpose do not pass by themselves, only by `advance`. */
  hold(): void
}

interface Waiting {
  readonly at: number
  readonly run: () => void
}

/** Begins at 2026-11-23T10:00:00Z unless told otherwise. */
export function createManualClock(start = Date.UTC(2026, 10, 23, 10)): ManualClock {
  let now = start
  let held = false
  const slept: number[] = []
  const sleepers = new Set<Waiting>()
  const deadlines = new Set<Waiting>()

  const earliest = (waiting: ReadonlySet<Waiting>) =>
    [...waiting].reduce<Waiting | undefined>((first, next) => (first === undefined || next.at < first.at ? next : first), undefined)
  const moveTo = (at: number) => {
    now = Math.max(now, at)
    for (const kind of [deadlines, sleepers])
      for (let next = earliest(kind); next !== undefined && next.at <= now; next = earliest(kind)) {
        kind.delete(next)
        next.run()
      }
  }
  const passOne = () => {
    const next = earliest(sleepers)
    if (next !== undefined && !held) moveTo(next.at)
  }
  return {
    slept,
    now: () => now,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal.aborted) return reject(signal.reason as Error)
        const stop = () => {
          sleepers.delete(sleeper)
          reject(signal.reason as Error)
        }
        const sleeper: Waiting = {
          at: now + ms,
          run: () => {
            signal.removeEventListener('abort', stop)
            slept.push(ms)
            resolve()
          },
        }
        signal.addEventListener('abort', stop, { once: true })
        sleepers.add(sleeper)
        setImmediate(passOne)
      }),
    after: (ms, run) => {
      const deadline = { at: now + ms, run }
      deadlines.add(deadline)
      return () => void deadlines.delete(deadline)
    },
    advance: (ms) => moveTo(now + ms),
    hold: () => {
      held = true
    },
  }
}
