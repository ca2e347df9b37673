import { setTimeout as realSleep } from 'node:timers/promises'

/** Time as everything in the kit sees it, so that tests run instantly. */
export interface Clock {
  /** Ms since 1970. */
  now(): number
  /** A wait on purpose: for a token, a gate, the next try. Rejects with the signal's reason as soon as it is aborted. */
  sleep(ms: number, signal: AbortSignal): Promise<void>
  /** A deadline: runs something later unless it is cancelled by what is answered. Keeps no process alive. */
  after(ms: number, run: () => void): () => void
}

export const realClock: Clock = {
  now: () => Date.now(),
  sleep: async (ms, signal) => {
    signal.throwIfAborted()
    try {
      await realSleep(ms, undefined, { signal })
    } catch (error) {
      signal.throwIfAborted()
      throw error
    }
  },
  after: (ms, run) => {
    const timer = setTimeout(run, ms)
    timer.unref()
    return () => clearTimeout(timer)
  },
}
