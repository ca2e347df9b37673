import type { SyncRun } from '../../shared/model.ts'

/** What a run counts. Every document listed is in exactly one of the others; what left and what was read aside. */
export type Counts = Pick<
  SyncRun,
  'listed' | 'added' | 'updated' | 'moved' | 'deleted' | 'unshared' | 'excluded' | 'unchanged' | 'skipped' | 'failed' | 'read'
>

export interface Tally {
  add(more: Partial<Counts>): void
  /** What is counted from here on is of another scope. */
  nextScope(): void
  /** The scope is listed from the start once more: what was counted as listed comes again. */
  listAgain(): void
  counts(): Counts
}

export function createTally(): Tally {
  let before: Counts = none
  let scope: Counts = none
  const counts = () => plus(before, settled(scope))
  return {
    add: (more) => {
      scope = plus(scope, more)
    },
    nextScope: () => {
      before = counts()
      scope = none
    },
    listAgain: () => {
      // What was written stays counted as that; it will be seen again, unchanged.
      const written = scope.added + scope.updated + scope.moved
      scope = { ...scope, listed: 0, unchanged: -written, skipped: 0, failed: 0 }
    },
    counts,
  }
}

const none: Counts = {
  ...{ listed: 0, added: 0, updated: 0, moved: 0, unchanged: 0, skipped: 0, failed: 0 },
  ...{ deleted: 0, unshared: 0, excluded: 0, read: 0 },
}
const names = Object.keys(none) as readonly (keyof Counts)[]

const plus = (a: Counts, b: Partial<Counts>): Counts =>
  Object.fromEntries(names.map((name) => [name, a[name] + (b[name] ?? 0)])) as unknown as Counts

/** Some of what was written before a second listing may be gone by the time it should have been seen again. */
function settled(counts: Counts): Counts {
  const missing = Math.max(0, -counts.unchanged)
  return { ...counts, listed: counts.listed + missing, unchanged: counts.unchanged + missing }
}
