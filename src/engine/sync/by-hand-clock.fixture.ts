/** A clock that only the test moves. */
export interface ByHandClock {
  now(): Date
  after(ms: number, run: () => void): () => void
  /** Lets time pass; whatever was due in it is begun, in order. */
  pass(ms: number): void
  /** The computer sleeps: the clock goes on, timers do not. A clock that is put forward looks the same. */
  sleep(ms: number): void
  /** Somebody puts the clock back. */
  putBack(ms: number): void
}

export function createByHandClock(start = '2026-01-01T00:00:00Z'): ByHandClock {
  let awake = 0
  let offset = Date.parse(start)
  let timers: { readonly at: number; readonly run: () => void }[] = []
  return {
    now: () => new Date(offset + awake),
    after: (delay, run) => {
      const timer = { at: awake + delay, run }
      timers.push(timer)
      return () => {
        timers = timers.filter((other) => other !== timer)
      }
    },
    pass: (ms) => {
      const until = awake + ms
      for (;;) {
        const due = timers.filter((timer) => timer.at <= until).sort((a, b) => a.at - b.at)[0]
        if (due === undefined) break
        timers = timers.filter((timer) => timer !== due)
        awake = Math.max(awake, due.at)
        due.run()
      }
      awake = until
    },
    sleep: (ms) => {
      offset += ms
    },
    putBack: (ms) => {
      offset -= ms
    },
  }
}
