import { say } from '../shared/messages/say.ts'
import type { SyncRun } from '../shared/model.ts'

/** A run in one line, and what it met in a second. */
export function describeRun(run: SyncRun): string {
  const left = [
    `${run.deleted} deleted`,
    ...(run.unshared > 0 ? [`${run.unshared} no longer shared with you`] : []),
    ...(run.excluded > 0 ? [`${run.excluded} left out by its settings`] : []),
  ]
  return (
    `${run.source}: ${run.outcome}; ${run.listed} listed, ${run.added} added, ${run.updated} updated, ${run.moved} moved, ${left.join(', ')}, ` +
    `${run.unchanged} unchanged, ${run.skipped} skipped, ${run.failed} failed${run.problem === null ? '' : `\n  ${say(run.problem)}`}`
  )
}

/** 0 done · 1 failed · 3 done with failures · 4 held · 5 needs sign-in: the gravest of all runs. */
export function exitCode(runs: readonly SyncRun[]): number {
  const outcomes = new Set(runs.map((run) => run.outcome))
  if (outcomes.has('failed') || outcomes.has('offline') || outcomes.has('interrupted')) return 1
  if (outcomes.has('needs-sign-in')) return 5
  if (outcomes.has('held')) return 4
  return outcomes.has('completed-with-failures') ? 3 : 0
}
