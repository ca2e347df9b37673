import { statfsSync } from 'node:fs'
import type { Coverage, Source, SourceBudget, SourceStatus, Status, SyncProgress } from '../../shared/model.ts'
import type { SignIn } from '../../shared/sign-in.ts'
import type { Parts } from '../parts.ts'
import { findCredential } from '../store/credentials.ts'
import { coverage, totals } from '../store/documents.ts'
import { toInstantOrNull } from '../store/instants.ts'
import { lastRun } from '../store/runs.ts'
import { sourceTimes } from '../store/schedules.ts'
import { listSources } from '../store/sources.ts'

/** A source with its receipt, as windows and `magpie status` show it. */
export function sourceStatus(parts: Parts, source: Source): SourceStatus {
  const covered = coverage(parts.store, source.id, parts.embedder.answering()?.id ?? null)
  const progress = parts.syncer.progress(source.id)
  return {
    source,
    coverage: covered,
    progress,
    lastRun: lastRun(parts.store, source.id),
    lastListedAt: toInstantOrNull(sourceTimes(parts.store, source.id)?.listed ?? null),
    nextRun: parts.syncer.nextRun(source.id),
    watching: parts.syncer.watching(source.id),
    budget: budget(parts, source.id, covered, progress),
    signIn: signIn(parts, source.id),
  }
}

function signIn(parts: Parts, id: string): SignIn | null {
  const stored = findCredential(parts.store, id)
  return stored === null ? null : { since: stored.signedInAt, asksAgainAt: stored.asksAgainAt }
}

/** The end is as far off as the service's limits make it, or as the documents take at their pace so far, whichever is later. */
function budget(parts: Parts, id: string, { waiting }: Coverage, progress: SyncProgress | null): SourceBudget | null {
  const left = progress === null ? 0 : Math.max(waiting, progress.listed - progress.done)
  const limits = parts.hosts.budget(id, left === 0 ? null : left)
  if (limits === null || limits.remainingMs === null || !progress?.rate) return limits
  return { ...limits, remainingMs: Math.max(limits.remainingMs, Math.round((left / progress.rate) * 1_000)) }
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
