import type { RunOutcome, Said, SyncRun } from '../../shared/model.ts'
import { toInstant, toMs } from './instants.ts'
import { prepared } from './statements.ts'
import type { Store } from './store.ts'
import { transact } from './transaction.ts'

/** Runs kept per source. A folder that is written to all day syncs hundreds of times. */
const kept = 500

/** Notes that a source's run began; answers the run's id. Left unfinished, it is `interrupted` when the home is next opened. */
export function startRun(store: Store, source: string, now: Date = new Date()): number {
  return transact(store, () => {
    prepared(
      store,
      'delete from run where source = ? and id <= (select id from run where source = ? order by id desc limit 1 offset ?)',
    ).run(source, source, kept)
    return Number(
      prepared(store, 'insert into run (source, counts, started_at) values (?, ?, ?)').run(source, JSON.stringify(noCounts), now.getTime())
        .lastInsertRowid,
    )
  })
}

/** What a run came to. */
export type FinishedRun = Omit<SyncRun, 'id' | 'source' | 'startedAt'>

export function finishRun(store: Store, id: number, run: FinishedRun): void {
  const counts = Object.fromEntries(Object.keys(noCounts).map((name) => [name, run[name as keyof Counts]]))
  prepared(store, 'update run set outcome = ?, counts = ?, finished_at = ?, problem = ? where id = ?').run(
    run.outcome,
    JSON.stringify(counts),
    toMs(run.finishedAt),
    run.problem === null ? null : JSON.stringify(run.problem),
    id,
  )
}

/** Finished runs, newest first. */
export const listRuns = (store: Store, source: string | undefined, limit: number): readonly SyncRun[] =>
  prepared<RunRow>(
    store,
    `select r.* from run r where finished_at is not null and (:source is null or source = :source) order by id desc limit :limit`,
  )
    .all({ source: source ?? null, limit })
    .map(toRun)

/** The latest finished run of a source. */
export const lastRun = (store: Store, source: string): SyncRun | null => listRuns(store, source, 1)[0] ?? null

type Counts = Pick<
  SyncRun,
  'listed' | 'added' | 'updated' | 'moved' | 'deleted' | 'unshared' | 'excluded' | 'unchanged' | 'skipped' | 'failed' | 'read'
>

const noCounts: Counts = {
  ...{ listed: 0, added: 0, updated: 0, moved: 0, unchanged: 0, skipped: 0, failed: 0 },
  ...{ deleted: 0, unshared: 0, excluded: 0, read: 0 },
}

interface RunRow {
  readonly id: number
  readonly source: string
  readonly outcome: RunOutcome
  readonly counts: string
  readonly started_at: number
  readonly finished_at: number
  readonly problem: string | null
}

const toRun = (row: RunRow): SyncRun => ({
  id: row.id,
  source: row.source,
  outcome: row.outcome,
  ...noCounts,
  ...(JSON.parse(row.counts) as Partial<Counts>),
  startedAt: toInstant(row.started_at),
  finishedAt: toInstant(row.finished_at),
  problem: row.problem === null ? null : (JSON.parse(row.problem) as Said),
})
