import type { SyncRun } from '../../shared/model.ts'
import { lastRun } from '../store/runs.ts'
import { sourceTimes } from '../store/schedules.ts'
import { findSource } from '../store/sources.ts'
import type { Alarms } from './alarms.ts'
import { type Listening, listen } from './listen.ts'
import { isListingUnderWay } from './note-listing.ts'
import type { OpenSources } from './open-sources.ts'
import type { SyncPorts } from './ports.ts'
import { type Due, nextDue, retryDelay, type Ways } from './schedule.ts'
import { realAfter } from './timers.ts'

/** Keeps one source up to date by itself until it is closed. */
export interface Watch {
  ways(): Ways
  /** When it will be synced next if nothing happens before, ms since 1970; null when nothing is planned or it is under way. */
  nextRun(): number | null
  /** A sync was due and had to wait for what holds it back. */
  waits(): boolean
  /** To be called after every run of the source, whoever asked for it. */
  ended(run: SyncRun): void
  /** The clock was put back, or what may be done changed: reckons anew, and does what had to wait. */
  reconsider(): void
  /** Another schedule was chosen: begins or stops to listen, without stopping a run that is under way. */
  rescheduled(): void
  /** The source should be synced soon: something of it changed. */
  nudge(): void
  close(): Promise<void>
}

export interface WatchParts {
  readonly ports: SyncPorts
  readonly sources: OpenSources
  readonly alarms: Alarms
  /** Whether the source may be synced by itself at this moment, and whether all of it may be listed. */
  readonly mayRun: (source: string) => { readonly sync: boolean; readonly listing: boolean }
  readonly run: (full: boolean) => Promise<SyncRun>
}

/** After a change, this long is waited for the next one, but never longer than `patienceMs` in all. */
const settleMs = 300
const patienceMs = 2_000

/**
 * Watches a source by its schedule. On `auto` it listens to the connector's nudges, syncs at once, and comes back now and then all the
 * same. Whatever the schedule, it comes back to a source that could not be reached, until it is synced by hand only.
 */
export function watchSource(parts: WatchParts, source: string): Watch {
  const { ports, alarms } = parts
  const after = ports.after ?? realAfter
  const closed = new AbortController()
  let listening: Listening | null = null
  let cancelNext = () => {}
  let cancelNudge = () => {}
  let nudgedSince: number | null = null
  /** A sync that was due and had to wait for what holds it back. */
  let owed = false
  let working = false
  let planned: Due | null = null
  let retryAt: number | null = null
  let troubles = 0
  /** When somebody stopped a run: that is left alone like one that came to its end. */
  let stoppedAt = 0
  let active = Promise.resolve()

  const now = () => ports.now().getTime()
  const known = () => {
    const found = findSource(ports.store, source)
    return found === null || found.state === 'paused' || found.state === 'needs-sign-in' ? null : found
  }
  const ways = (): Ways => ({ watching: listening?.how ?? 'no', changes: listening?.changes ?? null })
  const due = (): Due | null => {
    const times = sourceTimes(ports.store, source)
    const schedule = known()?.schedule
    if (times === null || schedule === undefined) return null
    const allowed = parts.mayRun(source).listing ? schedule : { ...schedule, reconcile: 'never' }
    const since = Math.max(times.since, Math.min(stoppedAt, now()))
    const past = { since, ran: atLeast(times.ran, stoppedAt), listed: atLeast(times.listed, stoppedAt) }
    return nextDue(allowed, source, ways(), past, now())
  }
  const plan = () => {
    cancelNext()
    const before = planned?.at
    planned = due()
    if (retryAt !== null && planned !== null) planned = { ...planned, at: retryAt }
    if (planned !== null) cancelNext = alarms.at(planned.at, begin)
    if (before !== planned?.at) ports.events.sourceChanged(source)
  }
  const begin = () => {
    active = active.then(turn).catch((error: unknown) => {
      ports.log.error({ source, error }, 'watching a source failed')
      comeBack()
    })
  }
  const turn = async () => {
    const found = known()
    if (closed.signal.aborted || found === null) return
    owed = !parts.mayRun(source).sync
    if (owed) return
    cancelNext()
    working = true
    try {
      if (found.schedule.sync === 'auto') listening ??= await listen(parts, source, nudge, closed.signal)
      if (closed.signal.aborted) return
      const next = due()
      await parts.run(next?.full === true && next.at <= now() && !isListingUnderWay(ports.store, source))
    } finally {
      working = false
    }
    if (!closed.signal.aborted) plan()
  }
  const comeBack = () => {
    if (closed.signal.aborted) return
    troubles++
    retryAt = now() + retryDelay(troubles, source)
    plan()
  }
  const nudge = () => {
    if (closed.signal.aborted) return
    nudgedSince ??= now()
    cancelNudge()
    cancelNudge = after(Math.max(0, Math.min(settleMs, nudgedSince + patienceMs - now())), () => {
      nudgedSince = null
      begin()
    })
  }
  const deafen = async () => {
    if (listening === null) return
    const was = listening
    listening = null
    await was.stop()
    ports.events.sourceChanged(source)
  }

  // Whoever changed nothing while nobody listened is found out by syncing at once; what was cut short is gone on with.
  if (known()?.schedule.sync === 'auto' || wasCutShort(ports, source)) begin()
  else plan()
  return {
    ways,
    nextRun: () => (working || owed || known() === null ? null : (planned?.at ?? null)),
    waits: () => owed,
    ended: (run) => {
      if (closed.signal.aborted) return
      if (run.outcome === 'offline') active = active.then(deafen)
      retryAt = null
      if (isTrouble(run)) return comeBack()
      troubles = 0
      if (run.outcome === 'interrupted') {
        owed = !parts.mayRun(source).sync
        stoppedAt = now()
      } else stoppedAt = 0
      plan()
    },
    reconsider: () => {
      if (closed.signal.aborted || working) return
      if (owed) begin()
      else plan()
    },
    rescheduled: () => {
      retryAt = null
      if (known()?.schedule.sync === 'auto') return begin()
      active = active.then(deafen).then(plan)
    },
    nudge,
    close: async () => {
      closed.abort(new Error('no longer watched'))
      cancelNext()
      cancelNudge()
      await active
      await listening?.stop()
    },
  }
}

const atLeast = (ms: number | null, floor: number) => (floor === 0 ? ms : Math.max(ms ?? 0, floor))

/** The source could not be seen to the end, and nobody meant it to be so. */
const isTrouble = ({ outcome, problem }: SyncRun): boolean =>
  outcome === 'offline' || outcome === 'failed' || (outcome === 'interrupted' && problem !== null)

/** The last run did not come to its end, and the source is not synced by hand only. */
function wasCutShort({ store }: SyncPorts, source: string): boolean {
  const last = lastRun(store, source)
  return last !== null && (isTrouble(last) || last.outcome === 'interrupted') && findSource(store, source)?.schedule.sync !== 'manual'
}
