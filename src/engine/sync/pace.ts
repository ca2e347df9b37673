import type { SyncPorts } from './ports.ts'
import { realAfter, turn, wait } from './timers.ts'

/** How hard a run may work right now. */
export interface Pace {
  /** Documents to have under way. */
  documents(): number
  /** Chunks to put into one commit. A reader's query waits for nothing, but its caches do not survive large commits. */
  chunks(): number
  /** Called after every commit, with the time it took: lets others run, and rests while somebody searches. */
  rest(tookMs: number, signal: AbortSignal): Promise<void>
}

/** While somebody searches, the engine writes a quarter of the time: measured, this keeps queries within twice their idle time. */
const restPerWork = 3
const longestRestMs = 1_000

export function createPace(ports: Pick<SyncPorts, 'busy' | 'derivers' | 'after'>): Pace {
  const busy = ports.busy ?? (() => false)
  return {
    documents: () => (busy() ? 1 : 2 * (ports.derivers ?? 2)),
    chunks: () => (busy() ? 200 : 1_000),
    rest: async (tookMs, signal) => {
      await turn()
      if (busy()) await wait(ports.after ?? realAfter, Math.min(longestRestMs, Math.ceil(tookMs * restPerWork)), signal)
    },
  }
}
