import { MagpieError } from '../../shared/problem.ts'
import { listedDocuments } from '../store/listed-documents.ts'
import { findSource } from '../store/sources.ts'
import type { Keeper } from './keeper.ts'
import { type Rereading, rereadInLane } from './reread-sources.ts'
import { realAfter } from './timers.ts'

/** Takes hints from outside that a single document changed. */
export interface Hints {
  /**
   * Reads the document again soon; one that is not known, or cannot be read now, makes a pull due. Hints of one source that come
   * within a moment are followed together. Throws `hook-waits` while the source rests.
   */
  changed(source: string, externalId: string): 'reread' | 'sync'
  close(): void
}

/** Hints are collected for this long, in ms. */
const settleMs = 300
/** With more documents than this at once, a pull finds the changes cheaper. */
const many = 200

export function createHints(
  rereading: Rereading,
  keeper: Pick<Keeper, 'mayRun' | 'nudge' | 'isWatched' | 'governor'>,
  pull: (source: string) => Promise<unknown>,
): Hints {
  const { store, log } = rereading.ports
  const after = rereading.ports.after ?? realAfter
  const waiting = new Map<string, { readonly ids: Set<string>; readonly cancel: () => void }>()

  const failed = (source: string) => (error: unknown) => log.error({ source, error }, 'following a hint failed')
  const sync = (source: string) => {
    if (keeper.isWatched(source)) keeper.nudge(source)
    else void pull(source).catch(failed(source))
    return 'sync' as const
  }
  const follow = (source: string) => {
    const ids = [...(waiting.get(source)?.ids ?? [])]
    waiting.delete(source)
    if (ids.length > many || !keeper.mayRun(source).sync) sync(source)
    else void rereadInLane(rereading, source, ids).catch(failed(source))
  }
  return {
    changed: (source, externalId) => {
      const state = findSource(store, source)?.state
      if (state === 'needs-sign-in') throw new MagpieError('hook-waits', { why: 'sign-in' })
      if (state === 'paused' || keeper.governor().paused) throw new MagpieError('hook-waits', { why: 'paused' })
      if (!keeper.mayRun(source).sync || listedDocuments(store, source, [externalId]).length === 0) return sync(source)
      const entry = waiting.get(source) ?? { ids: new Set(), cancel: after(settleMs, () => follow(source)) }
      waiting.set(source, entry)
      entry.ids.add(externalId)
      return 'reread'
    },
    close: () => {
      for (const { cancel } of waiting.values()) cancel()
    },
  }
}
