import type { Source } from '../../shared/model.ts'
import { type PauseAll, readPauseAll, writePauseAll } from '../store/pause-all.ts'
import { findSource, listSources, updateSource } from '../store/sources.ts'
import type { Store } from '../store/store.ts'
import type { Alarms } from './alarms.ts'

/** What rests because somebody said so. Kept in the home, so that it survives a restart, and ended by itself in time. */
export interface Pauses {
  all(): PauseAll | null
  /** `until` in ms since 1970; null: until it is resumed. */
  pauseAll(until: number | null): void
  resumeAll(): void
  pause(source: string, until: number | null): Source
  resume(source: string): Source
  close(): void
}

export interface PausesParts {
  readonly store: Store
  readonly now: () => Date
  readonly alarms: Alarms
  /** Everything began to rest, or may go on. */
  readonly changed: () => void
  /** A source's pause ended. */
  readonly resumed: (source: string) => void
}

/** Pauses whose time is over end at once, without a word: that was while nobody ran. */
export function createPauses({ store, now, alarms, changed, resumed }: PausesParts): Pauses {
  const cancels = new Map<string, () => void>()
  let cancelAll = () => {}
  let all = readPauseAll(store)

  const setAll = (next: PauseAll | null) => {
    cancelAll()
    all = next
    writePauseAll(store, next)
    if (next !== null && next.until !== null) cancelAll = alarms.at(next.until, pauses.resumeAll)
  }
  const wake = (source: string, until: number | null) => {
    cancels.get(source)?.()
    cancels.delete(source)
    if (until !== null)
      cancels.set(
        source,
        alarms.at(until, () => end(source)),
      )
  }
  const end = (source: string) => {
    const state = findSource(store, source)?.state
    // Somebody syncs it in spite of its pause: it ends after that.
    if (state === 'syncing') return wake(source, now().getTime() + 1_000)
    if (state !== 'paused') return
    pauses.resume(source)
    resumed(source)
  }
  const set = (source: string, until: number | null) =>
    updateSource(store, source, { state: 'paused', problem: null, pausedUntil: until === null ? null : new Date(until).toISOString() })

  const pauses: Pauses = {
    all: () => all,
    pauseAll: (until) => {
      setAll({ until })
      changed()
    },
    resumeAll: () => {
      if (all === null) return
      setAll(null)
      changed()
    },
    pause: (source, until) => {
      wake(source, until)
      return set(source, until)
    },
    resume: (source) => {
      wake(source, null)
      return updateSource(store, source, { state: 'idle', problem: null, pausedUntil: null })
    },
    close: () => {
      cancelAll()
      for (const cancel of cancels.values()) cancel()
    },
  }
  const paused = () =>
    listSources(store).flatMap(({ id, state, pausedUntil }) =>
      state === 'paused' && pausedUntil !== null ? [{ id, until: Date.parse(pausedUntil) }] : [],
    )
  const shows = now().getTime()
  for (const { id, until } of paused()) {
    if (until <= shows) pauses.resume(id)
    else wake(id, until)
  }
  if (all !== null && all.until !== null) setAll(all.until <= shows ? null : all)
  // An hour stays an hour when the clock is put back meanwhile.
  alarms.onPutBack((ms) => {
    for (const { id, until } of paused()) pauses.pause(id, until - ms)
    if (all !== null && all.until !== null) setAll({ until: all.until - ms })
  })
  return pauses
}
