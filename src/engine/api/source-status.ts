import { statfsSync } from 'node:fs'
import type { Source, SourceStatus, Status } from '../../shared/model.ts'
import type { Parts } from '../parts.ts'
import { coverage, totals } from '../store/documents.ts'
import { toInstantOrNull } from '../store/instants.ts'
import { lastRun } from '../store/runs.ts'
import { sourceTimes } from '../store/schedules.ts'
import { listSources } from '../store/sources.ts'

/** A source with its receipt, as windows and `magpie status` show it. */
export function sourceStatus(parts: Parts, source: Source): SourceStatus {
  return {
    source,
    coverage: coverage(parts.store, source.id, parts.embedder.answering()?.id ?? null),
    progress: parts.syncer.progress(source.id),
    lastRun: lastRun(parts.store, source.id),
    lastListedAt: toInstantOrNull(sourceTimes(parts.store, source.id)?.listed ?? null),
    nextRun: parts.syncer.nextRun(source.id),
    watching: parts.syncer.watching(source.id),
  }
}

export function wholeStatus(parts: Parts, id?: string): Status {
  const { chunks, bytes } = totals(parts.store)
  const disk = statfsSync(parts.options.home)
  return {
    sources: listSources(parts.store)
      .filter((source) => id === undefined || source.id === id)
      .map((source) => sourceStatus(parts, source)),
    embedding: parts.embedder.status(),
    governor: parts.syncer.governor(),
    chunks,
    bytes,
    freeBytes: disk.bavail * disk.bsize,
  }
}
