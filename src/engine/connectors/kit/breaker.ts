import { BrokenCircuitError, ConsecutiveBreaker, circuitBreaker, handleWhen, type IBackoff } from 'cockatiel'
import { ConnectorError } from '../connector.ts'
import type { Clock } from './clock.ts'
import { untilAborted } from './until-aborted.ts'

/** Leaves a server alone that only fails. */
export interface Breaker {
  /**
   * Calls, or rejects with `offline` at once while it is open. One call then tries whether it is over; the others wait
   * for how that goes. An urgent call goes through: somebody waits for it, and may know better.
   */
  run<T>(call: () => Promise<T>, urgent: boolean, signal: AbortSignal): Promise<T>
}

/** So many failures in a row open it. */
const failuresInARow = 10
/** How long it stays open: after the first, the second … opening in a row, in ms. */
const coolingMs = [10_000, 30_000, 60_000]

/** `counts` tells which errors are the server's trouble. */
export function createBreaker(clock: Clock, counts: (error: unknown) => boolean): Breaker {
  let openUntil = 0
  let pass = false
  /** The library measures by the real clock; asked for a duration, this answers by ours whether it is over. */
  const cooling: IBackoff<{ readonly attempt: number }> = {
    get duration() {
      return pass || clock.now() >= openUntil ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY
    },
    next: ({ attempt }) => {
      openUntil = clock.now() + coolingMs[Math.min(attempt, coolingMs.length) - 1]!
      return cooling
    },
  }
  const circuit = circuitBreaker(handleWhen(counts), { halfOpenAfter: cooling, breaker: new ConsecutiveBreaker(failuresInARow) })
  const execute = <T>(call: () => Promise<T>, urgent: boolean): Promise<T> => {
    pass = urgent
    try {
      // Whether it may pass is decided before anything is awaited.
      return circuit.execute(call)
    } finally {
      pass = false
    }
  }
  return {
    run: (call, urgent, signal) =>
      untilAborted(execute(call, urgent), signal).catch((error: unknown) => {
        if (!(error instanceof BrokenCircuitError)) throw error
        const retryAfterMs = Math.max(0, openUntil - clock.now())
        throw new ConnectorError('offline', 'It failed again and again and is left alone for a moment', { retryAfterMs })
      }),
  }
}
