import type { SyncProgress } from '../../shared/model.ts'
import type { SyncPorts } from './ports.ts'
import type { Tally } from './tally.ts'

/** Tells the windows how far a run has come, at most four times a second. */
export interface Reporter {
  /** The source named this many documents more. */
  found(documents: number): void
  /** What was named so far will be named again. */
  listAgain(): void
  phase(phase: SyncProgress['phase']): void
  /** A batch was committed. */
  committed(): void
  latest(): SyncProgress
  /** Says the last word even if it comes soon after another. */
  end(): void
}

const quietMs = 250
/** The rate is taken over this long. */
const windowMs = 5_000

export function createReporter(ports: Pick<SyncPorts, 'events' | 'now'>, source: string, tally: Tally): Reporter {
  let phase: SyncProgress['phase'] = 'listing'
  let toldAt = -Infinity
  let untold = false
  let found = 0
  const marks = [{ at: ports.now().getTime(), done: 0 }]

  const latest = (): SyncProgress => {
    const { listed, failed } = tally.counts()
    return { source, phase, listed: found, done: listed, failed, rate: rateOf(marks) }
  }
  const tell = (force: boolean) => {
    const at = ports.now().getTime()
    if (!force && at - toldAt < quietMs) return
    toldAt = at
    ports.events.progress(latest())
    if (untold) ports.events.committed(source)
    untold = false
  }
  return {
    found: (documents) => {
      found += documents
    },
    listAgain: () => {
      found = 0
      tally.listAgain()
    },
    phase: (next) => {
      if (next === phase) return
      phase = next
      tell(false)
    },
    committed: () => {
      untold = true
      const at = ports.now().getTime()
      marks.push({ at, done: latest().done })
      while (marks.length > 2 && at - marks[0]!.at > windowMs) marks.shift()
      tell(false)
    },
    latest,
    end: () => tell(true),
  }
}

function rateOf(marks: readonly { readonly at: number; readonly done: number }[]): number | null {
  const first = marks[0]
  const last = marks.at(-1)
  if (first === undefined || last === undefined || last.at - first.at < 500) return null
  return ((last.done - first.done) * 1_000) / (last.at - first.at)
}
