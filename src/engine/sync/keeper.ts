import type { GovernorStatus, Source, SyncRun } from '../../shared/model.ts'
import { sourceTimes } from '../store/schedules.ts'
import { findSource, listSources } from '../store/sources.ts'
import { createAlarms } from './alarms.ts'
import { allWell, type Restraint } from './conditions.ts'
import { createGovernor } from './governor.ts'
import { isListingUnderWay } from './note-listing.ts'
import type { OpenSources } from './open-sources.ts'
import { createPauses } from './pauses.ts'
import type { SyncPorts } from './ports.ts'
import { isListingDue } from './schedule.ts'
import { realAfter } from './timers.ts'
import { type Watch, watchSource } from './watch-source.ts'

/** Keeps sources up to date by themselves: watches, schedules and pauses, within what the governor allows. */
export interface Keeper {
  /** Watches every source that is not paused. */
  watchAll(): void
  /** Watches a source with its settings as they are now, beginning with a sync where its schedule says so. */
  watch(source: string): void
  isWatched(source: string): boolean
  unwatch(source: string): Promise<void>
  /** To be called after every run, whoever asked for it. */
  ended(run: SyncRun): void
  /** Another schedule was chosen for the source. */
  rescheduled(source: string): void
  /** The source should be synced soon: something of it changed. */
  nudge(source: string): void
  watching(source: string): 'events' | 'polling' | 'no'
  nextRun(source: string): string | null
  /** Whether a sync that somebody asks for should list everything again, because that is due. */
  isListingDue(source: string): boolean
  /** `minutes` null: until it is resumed. */
  pause(source: string, minutes: number | null): Source
  resume(source: string): Source
  pauseAll(minutes: number | null): GovernorStatus
  resumeAll(): GovernorStatus
  governor(): GovernorStatus
  restraint(): Restraint
  /** Settings that the governor goes by may have changed. */
  look(): void
  /** Whether a source may be worked on by itself right now. */
  mayRun(source: string): { readonly sync: boolean; readonly listing: boolean }
  close(): Promise<void>
}

export interface KeeperParts {
  readonly ports: SyncPorts
  readonly sources: OpenSources
  readonly run: (source: string, full: boolean) => Promise<SyncRun>
  /** Stops what is being done for a source by itself. */
  readonly stop: (source: string) => void
}

/** When a host opens, its sources begin this long after each other, in ms. */
const apartMs = 500

export function createKeeper({ ports, sources, run, stop }: KeeperParts): Keeper {
  const { store, now, events } = ports
  const after = ports.after ?? realAfter
  const alarms = createAlarms({ now, after })
  const watches = new Map<string, Watch>()
  const begins = new Set<() => void>()
  let watchesAll = false
  let closed = false

  const mayRun = (id: string) => {
    const { sync, listing, network } = governor.restraint()
    const connector = findSource(store, id)?.connector
    const reachable = network || connector === undefined || (ports.isLocal?.(connector) ?? true)
    return { sync: sync !== 'wait' && reachable, listing: listing && reachable }
  }
  const pauses = createPauses({
    store,
    now,
    alarms,
    changed: () => governor.look(),
    resumed: (id) => {
      events.sourceChanged(id)
      if (watchesAll) keeper.watch(id)
    },
  })
  const governor = createGovernor({
    conditions: ports.conditions ?? (() => allWell),
    settings: ports.yieldSettings ?? (() => ({ onBattery: 'gently', onMetered: 'wait' })),
    paused: pauses.all,
    after,
    changed: (status) => {
      events.governorChanged?.(status)
      for (const { id } of listSources(store)) if (!mayRun(id).sync) stop(id)
      for (const watch of watches.values()) watch.reconsider()
    },
  })
  alarms.onPutBack(() => {
    for (const watch of watches.values()) watch.reconsider()
  })
  /** Until when nothing is done for it by itself, ms since 1970: 0 when it does not rest, Infinity when nobody knows. */
  const restsUntil = (source: Source): number => {
    const pause = pauses.all()
    const own = source.pausedUntil === null ? Infinity : Date.parse(source.pausedUntil)
    if (pause === null && !mayRun(source.id).sync) return Infinity
    return Math.max(pause === null ? 0 : (pause.until ?? Infinity), source.state === 'paused' ? own : 0)
  }
  const until = (minutes: number | null) => (minutes === null ? null : now().getTime() + minutes * 60_000)

  const keeper: Keeper = {
    watchAll: () => {
      watchesAll = true
      governor.keepLooking()
      const sources = listSources(store).filter(({ state }) => state !== 'paused')
      // What was never synced first. Not all at once: each opens connections, and looks at its disks.
      const wasSynced = new Set(sources.filter(({ id }) => sourceTimes(store, id)?.ran !== null).map(({ id }) => id))
      const order = sources.toSorted((a, b) => Number(wasSynced.has(a.id)) - Number(wasSynced.has(b.id)))
      order.forEach(({ id }, n) => {
        if (n === 0) keeper.watch(id)
        else begins.add(after(n * apartMs, () => keeper.watch(id)))
      })
    },
    watch: (id) => {
      const state = findSource(store, id)?.state
      if (closed || watches.has(id) || state === undefined || state === 'paused') return
      watches.set(id, watchSource({ ports, sources, alarms, mayRun, run: (full) => run(id, full) }, id))
    },
    isWatched: (id) => watches.has(id),
    unwatch: async (id) => {
      const watch = watches.get(id)
      watches.delete(id)
      await watch?.close()
    },
    ended: (run) => watches.get(run.source)?.ended(run),
    rescheduled: (id) => watches.get(id)?.rescheduled(),
    nudge: (id) => watches.get(id)?.nudge(),
    watching: (id) => watches.get(id)?.ways().watching ?? 'no',
    nextRun: (id) => {
      const source = findSource(store, id)
      const rests = source === null ? Infinity : restsUntil(source)
      if (source === null || rests === Infinity) return null
      const watch = watches.get(id)
      const waits = source.state === 'paused' || watch?.waits() === true
      const at = watch?.nextRun() ?? (waits && rests > 0 ? rests : null)
      return at === null ? null : new Date(Math.max(at, rests)).toISOString()
    },
    isListingDue: (id) => {
      const times = sourceTimes(store, id)
      const schedule = findSource(store, id)?.schedule
      if (times === null || times.ran === null || schedule === undefined || isListingUnderWay(store, id)) return false
      return isListingDue(schedule, id, watches.get(id)?.ways() ?? { watching: 'no', changes: null }, times, now().getTime())
    },
    pause: (id, minutes) => pauses.pause(id, until(minutes)),
    resume: (id) => pauses.resume(id),
    pauseAll: (minutes) => {
      pauses.pauseAll(until(minutes))
      return governor.status()
    },
    resumeAll: () => {
      pauses.resumeAll()
      return governor.status()
    },
    governor: governor.status,
    restraint: governor.restraint,
    look: governor.look,
    mayRun,
    close: async () => {
      closed = true
      governor.close()
      pauses.close()
      alarms.close()
      for (const cancel of begins) cancel()
      await Promise.all([...watches.keys()].map(keeper.unwatch))
    },
  }
  return keeper
}
