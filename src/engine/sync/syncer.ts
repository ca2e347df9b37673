import type { Source, SyncProgress, SyncRun } from '../../shared/model.ts'
import { MagpieError } from '../../shared/problem.ts'
import type { FailureFilter } from '../store/failures.ts'
import { countHeld } from '../store/held.ts'
import { markForRebuild } from '../store/rebuild.ts'
import { countDocuments, sourceTimes } from '../store/schedules.ts'
import { findSource } from '../store/sources.ts'
import { applyRules } from './apply-rules.ts'
import { createHints, type Hints } from './hints.ts'
import { createKeeper, type Keeper } from './keeper.ts'
import { createLanes, type Urgency } from './lanes.ts'
import { watchForListing } from './note-listing.ts'
import { createOpenSources } from './open-sources.ts'
import type { SyncPorts } from './ports.ts'
import type { Reporter } from './progress.ts'
import { retryDue, retryFailures } from './retry-failures.ts'
import { type RunRequest, runSource } from './run-source.ts'
import { realAfter } from './timers.ts'

/** Keeps the index equal to its sources. */
export interface Syncer
  extends Pick<Hints, 'changed'>,
    Pick<
      Keeper,
      | 'nudge'
      | 'isListingDue'
      | 'rescheduled'
      | 'watching'
      | 'nextRun'
      | 'resume'
      | 'pauseAll'
      | 'resumeAll'
      | 'governor'
      | 'restraint'
      | 'look'
    > {
  /**
   * Syncs a source to the end. While a run of it is under way, one more follows, shared by all who ask meanwhile:
   * whoever asks gets a run that began after the asking. One that is begun `byItself` lets those go first that a person waits for.
   */
  run(sourceId: string, options: { readonly full: boolean; readonly byItself?: boolean }, signal?: AbortSignal): Promise<SyncRun>
  /**
   * Tries failed documents again now, whenever they were due, if a password is given then with that. Ignored ones only when
   * they are named.
   */
  retryFailures(filter: FailureFilter, password?: string): Promise<{ readonly retried: number; readonly succeeded: number }>
  /**
   * Removes what a held run would have, or keeps it. When nothing is held, accepting removes what was kept before. Throws
   * `nothing-held`.
   */
  answerBrake(sourceId: string, accept: boolean): Promise<SyncRun>
  /** Syncs a source from the start and derives all of it anew, also what did not change. */
  rebuild(sourceId: string): Promise<SyncRun>
  /** Stops what is being done for a source and changes something of it before anything else is begun. */
  change<T>(sourceId: string, work: () => Promise<T>): Promise<T>
  /** Makes the index follow never-rules and excludes, after they changed. Answers how many documents went. */
  applyRules(): Promise<number>
  /** Watches every source that is not paused, and tries failed documents again when they are due. */
  watchAll(): void
  /** Watches a source with its settings as they are now, beginning with a sync. */
  rewatch(sourceId: string): Promise<void>
  /** Ends what is done for a source, also a sync; resolves when it has ended. */
  unwatch(sourceId: string): Promise<void>
  /** Stops every sync under way; what was committed stays. Sources stay watched. */
  stop(): Promise<void>
  /** Ends what is done for a source and lets it rest; `minutes` null: until it is resumed. */
  pause(sourceId: string, minutes: number | null): Promise<Source>
  progress(sourceId: string): SyncProgress | null
  close(): Promise<void>
}

/** How often failures are looked at for whether they are due. */
const dueEveryMs = 60_000

/** The sync engine over one store. Nothing happens by itself until `watchAll` or `rewatch`. */
export function createSyncer(ports: SyncPorts): Syncer {
  const after = ports.after ?? realAfter
  const lanes = createLanes({ sourcesAtOnce: ports.sourcesAtOnce ?? 2, now: ports.now })
  const sources = createOpenSources(ports.open)
  const reports = new Map<string, Reporter>()
  const following = new Map<string, { readonly run: Promise<SyncRun>; full: boolean; asked: boolean }>()
  let cancelDue = () => {}
  let closed = false

  const enter = (id: string, request: () => RunRequest, urgency: () => Urgency, signal?: AbortSignal): Promise<SyncRun> =>
    lanes.enter(
      id,
      async (stop, { makeWay, isAsked }) => {
        const both = signal === undefined ? stop : AbortSignal.any([stop, signal])
        const noteListing = watchForListing(ports, id)
        const gently = () => !isAsked() && keeper.restraint().sync === 'gently'
        try {
          const paced = { ...ports, makeWay, gently }
          const run = await runSource(paced, id, request(), sources.with, (report) => reports.set(id, report), both)
          noteListing()
          keeper.ended(run)
          return run
        } finally {
          reports.delete(id)
        }
      },
      urgency,
    )

  const run: Syncer['run'] = (id, { full, byItself = false }, signal) => {
    if (closed) return Promise.reject(new MagpieError('engine-gone'))
    const next = following.get(id)
    if (next !== undefined) {
      next.full ||= full
      next.asked ||= !byItself
      return next.run
    }
    const wanted = { full, asked: !byItself }
    const begin = () => {
      following.delete(id)
      return { full: wanted.full, answer: null }
    }
    const promise = enter(id, begin, () => (wanted.asked ? 'asked' : urgencyOf(ports, id)), signal)
    following.set(id, Object.assign(wanted, { run: promise }))
    return promise
  }

  const keeper = createKeeper({
    ports,
    sources,
    run: (id, full) => run(id, { full, byItself: true }),
    stop: (id) => void lanes.stopUnasked(id),
  })
  const unwatch = async (id: string): Promise<void> => {
    await Promise.all([keeper.unwatch(id), lanes.stop(id)])
  }
  const rewatch = async (id: string): Promise<void> => {
    await unwatch(id)
    if (!closed) keeper.watch(id)
  }
  const mayRetry = (id: string) =>
    keeper.isWatched(id) &&
    !lanes.isBusy(id) &&
    keeper.mayRun(id).sync &&
    ['idle', 'held'].includes(findSource(ports.store, id)?.state ?? '')
  const lookForDue = () => {
    cancelDue = after(dueEveryMs, () => {
      void retryDue(rereading, mayRetry)
        .catch((error: unknown) => ports.log.error({ error }, 'trying failed documents again failed'))
        .finally(() => {
          if (!closed) lookForDue()
        })
    })
  }
  const rereading = { ports, lanes, sources }
  const hints = createHints(rereading, keeper, (id) => run(id, { full: false, byItself: true }))
  return {
    run,
    retryFailures: (filter, password) => retryFailures(rereading, filter, password),
    answerBrake: (id, accept) => {
      const { count, kept } = countHeld(ports.store, id)
      if (count === 0 && (kept === 0 || !accept)) return Promise.reject(new MagpieError('nothing-held', { id }))
      const answer = count === 0 ? 'remove-kept' : accept ? 'remove' : 'keep'
      return enter(
        id,
        () => ({ full: false, answer }),
        () => 'asked',
      )
    },
    rebuild: async (id) => {
      await lanes.stop(id)
      markForRebuild(ports.store, id)
      return run(id, { full: true })
    },
    change: async (id, work) => {
      await lanes.stop(id)
      return lanes.enter(id, work, () => 'asked')
    },
    applyRules: () => applyRules(rereading),
    watchAll: () => {
      keeper.watchAll()
      cancelDue()
      lookForDue()
    },
    rewatch,
    unwatch,
    stop: async () => {
      await Promise.all(lanes.sources().map((id) => lanes.stop(id)))
    },
    progress: (id) => reports.get(id)?.latest() ?? null,
    pause: async (id, minutes) => {
      await unwatch(id)
      return keeper.pause(id, minutes)
    },
    resume: keeper.resume,
    pauseAll: keeper.pauseAll,
    resumeAll: keeper.resumeAll,
    governor: keeper.governor,
    restraint: keeper.restraint,
    look: keeper.look,
    changed: hints.changed,
    nudge: keeper.nudge,
    isListingDue: keeper.isListingDue,
    rescheduled: keeper.rescheduled,
    watching: keeper.watching,
    nextRun: keeper.nextRun,
    close: async () => {
      closed = true
      cancelDue()
      hints.close()
      await Promise.all([keeper.close(), ...lanes.sources().map((id) => lanes.stop(id))])
    },
  }
}

/** A source with no more documents than this is soon done. */
const smallSource = 1_000

/** Asked again and again while it goes on: what is new is no longer so once it turns out to be large. */
function urgencyOf({ store }: SyncPorts, id: string): Urgency {
  if (countDocuments(store, id, smallSource + 1) > smallSource) return 'other'
  return sourceTimes(store, id)?.ran === null ? 'new' : 'small'
}
