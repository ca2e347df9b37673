import type { Clock } from './clock.ts'

/** Ends a request that makes no progress, for real: its socket is closed. */
export interface Deadline {
  /** Aborted when the time is over, or when whoever asked wants no answer any more. */
  readonly signal: AbortSignal
  /** Something came: the time begins anew. */
  restart(): void
  stop(): void
  expired(): boolean
}

export function startDeadline(clock: Clock, ms: number, signal: AbortSignal): Deadline {
  const over = new AbortController()
  const arm = () => clock.after(ms, () => over.abort(new Error(`Nothing came for ${ms} ms`)))
  let cancel = arm()
  return {
    signal: AbortSignal.any([signal, over.signal]),
    restart: () => {
      cancel()
      cancel = arm()
    },
    stop: () => cancel(),
    expired: () => over.signal.aborted,
  }
}
