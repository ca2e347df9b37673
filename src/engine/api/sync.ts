import type { SyncRun } from '../../shared/model.ts'
import { MagpieError } from '../../shared/problem.ts'
import { listRuns } from '../store/runs.ts'
import { findSource, listSources } from '../store/sources.ts'
import { removeOrphanVectors } from '../store/vectors.ts'
import type { Handlers } from './handlers.ts'
import { wholeStatus } from './source-status.ts'

type Calls =
  | 'sync.run'
  | 'sync.stop'
  | 'sync.pause'
  | 'sync.resume'
  | 'status'
  | 'runs.list'
  | 'embedding.status'
  | 'embedding.pause'
  | 'embedding.resume'

export const syncHandlers: Handlers<Calls> = {
  'sync.run': async (parts, { sources, full, embed }) => {
    for (const id of sources ?? []) if (findSource(parts.store, id) === null) throw new MagpieError('source-unknown', { id })
    const ids =
      sources ??
      listSources(parts.store)
        .filter((source) => source.state !== 'paused')
        .map((source) => source.id)
    const runs = await Promise.all(ids.map((id) => parts.syncer.run(id, { full: full || parts.syncer.isListingDue(id) })))
    if (embed) await parts.embedder.drain()
    else if (parts.options.background) parts.embedder.wake()
    // A host that stays does this when nothing else is going on.
    if (!parts.options.background && runs.some(leftSomething)) removeOrphanVectors(parts.store)
    return { runs }
  },
  'sync.stop': (parts) => {
    parts.syncer.stop()
    return {}
  },
  'sync.pause': ({ syncer }, { minutes }) => syncer.pauseAll(minutes ?? null),
  'sync.resume': ({ syncer }) => syncer.resumeAll(),
  status: (parts, { id }) => {
    if (id !== undefined && findSource(parts.store, id) === null) throw new MagpieError('source-unknown', { id })
    return wholeStatus(parts, id)
  },
  'runs.list': ({ store }, { source, limit }) => listRuns(store, source, limit),
  'embedding.status': ({ embedder }) => embedder.status(),
  'embedding.pause': ({ embedder }) => {
    embedder.pause()
    return embedder.status()
  },
  'embedding.resume': ({ embedder }) => {
    embedder.resume()
    return embedder.status()
  },
}

const leftSomething = ({ deleted, unshared, excluded, updated, skipped }: SyncRun): boolean =>
  deleted + unshared + excluded + updated + skipped > 0
