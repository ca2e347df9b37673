import { wait } from '../../shared/after.ts'
import type { SourcePace } from '../../shared/model.ts'
import { findSource } from '../store/sources.ts'
import type { SyncPorts } from './ports.ts'
import { realAfter, turn } from './timers.ts'

/** How hard a run may work right now. */
export interface Pace {
  /** Documents to have under way. */
  documents(): number
  /** Chunks to put into one commit. A reader's query waits for nothing, but its caches do not survive large commits. */
  chunks(): number
  /** Called before a document is read: waits where a person set how many may be read in a minute. */
  admit(signal: AbortSignal): Promise<void>
  /** Called after every commit, with the time it took: lets others run, and rests while somebody searches. */
  rest(tookMs: number, signal: AbortSignal): Promise<void>
}

/** While somebody searches, the engine writes a quarter of the time: measured, this keeps queries within twice their idle time. */
const restPerWork = 3
const longestRestMs = 1_000
const minuteMs = 60_000

export type PacePorts = Pick<SyncPorts, 'busy' | 'gently' | 'makeWay' | 'derivers' | 'after' | 'now'>

/** `chosen` is asked after every commit, so that a change holds in a run under way. */
export function createPace(ports: PacePorts, chosen: () => SourcePace): Pace {
  const after = ports.after ?? realAfter
  const quiet = () => (ports.busy?.() ?? false) || (ports.gently?.() ?? false)
  let limits = chosen()
  let admitAt = 0
  return {
    documents: () => (quiet() ? 1 : Math.min(limits.atOnce ?? Infinity, 2 * (ports.derivers ?? 2))),
    chunks: () => (quiet() ? 200 : 2_000),
    admit: async (signal) => {
      if (limits.perMinute === null) return
      const each = minuteMs / limits.perMinute
      const shows = ports.now().getTime()
      // Never further ahead than the documents under way reach, whatever became of the clock.
      const at = Math.min(Math.max(admitAt, shows), shows + each * 32)
      admitAt = at + each
      if (at > shows) await wait(after, at - shows, signal)
    },
    rest: async (tookMs, signal) => {
      await turn()
      limits = chosen()
      if (quiet()) await wait(after, Math.min(longestRestMs, Math.ceil(tookMs * restPerWork)), signal)
      await ports.makeWay?.(signal)
    },
  }
}

const noLimits: SourcePace = { atOnce: null, perMinute: null }

/** The pace of a source, as it was last chosen for it. */
export const paceOf = (ports: SyncPorts, source: string): Pace => createPace(ports, () => findSource(ports.store, source)?.pace ?? noLimits)
