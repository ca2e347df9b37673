import type { Schedule } from '../../shared/model.ts'
import { MagpieError } from '../../shared/problem.ts'
import { prepared } from './statements.ts'
import type { Store } from './store.ts'

/** When a source did what; ms since 1970. */
export interface SourceTimes {
  /** When it was added, or its schedule chosen. */
  readonly since: number
  /** When the last run that came to its end began. */
  readonly ran: number | null
  /** When the last listing of every scope that came to its end began. */
  readonly listed: number | null
}

/** Chooses when a source is synced. Times before `now` do not count as missed. Throws `source-unknown`. */
export function writeSchedule(store: Store, id: string, schedule: Schedule, now: Date): void {
  const { changes } = prepared(
    store,
    'update source set sync_schedule = ?, reconcile_schedule = ?, scheduled_at = ? where id = ? and removed = 0',
  ).run(schedule.sync, schedule.reconcile, now.getTime(), id)
  if (changes === 0) throw new MagpieError('source-unknown', { id })
}

/** Notes that everything of the source was listed by what began at `at`. */
export function noteListed(store: Store, id: string, at: Date): void {
  prepared(store, 'update source set listed_at = ? where id = ?').run(at.getTime(), id)
}

/** Null for a source that is unknown. */
export function sourceTimes(store: Store, id: string): SourceTimes | null {
  return (
    prepared<SourceTimes>(
      store,
      `select coalesce(scheduled_at, created_at) as since, listed_at as listed,
         (select started_at from run where source = source.id and outcome in ('completed', 'completed-with-failures', 'held')
          order by run.id desc limit 1) as ran
       from source where id = ? and removed = 0`,
    ).get(id) ?? null
  )
}

/** Where the listings of a source's scopes stand, by scope. */
export const listings = (store: Store, source: string): ReadonlyMap<string, { readonly listing: number; readonly listed: boolean }> =>
  new Map(
    prepared<{ id: string; listing: number; listed: number }>(store, 'select id, listing, listed from scope where source = ?')
      .all(source)
      .map(({ id, listing, listed }) => [id, { listing, listed: listed === 1 }]),
  )

/** How many documents a source has, counting no further than `most`. */
export const countDocuments = (store: Store, source: string, most: number): number =>
  prepared<{ n: number }>(store, 'select count(*) as n from (select 1 from document where source = ? limit ?)').get(source, most)!.n
