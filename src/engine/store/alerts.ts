import type { Alert, AlertKind, Said } from '../../shared/model.ts'
import { toInstant } from './instants.ts'
import { prepared } from './statements.ts'
import type { Store } from './store.ts'

/** A cause that was seen, whether or not it is told. Times are ms since 1970. */
export interface AlertRow {
  readonly id: number
  readonly kind: AlertKind
  readonly source: string | null
  readonly said: Said
  readonly since: number
  readonly raisedAt: number | null
  readonly resolvedAt: number | null
  readonly lastToldAt: number | null
  readonly times: number
  readonly dismissed: boolean
}

/** All rows, the latest raised first. */
export const knownAlerts = (store: Store): readonly AlertRow[] =>
  prepared<StoredAlert>(store, 'select * from alert order by raised_at desc, id desc').all().map(toRow)

/** Writes a cause down as it is now. `anew`: it was not there, or had been over; a dismissal counts no longer then. */
export function saveAlert(
  store: Store,
  alert: Pick<AlertRow, 'kind' | 'source' | 'said' | 'since' | 'raisedAt'> & { readonly anew: boolean },
): AlertRow {
  return toRow(
    prepared<StoredAlert>(
      store,
      `insert into alert (kind, source, said, since, raised_at) values (:kind, :source, :said, :since, :raisedAt)
       on conflict (kind, coalesce(source, '')) do update set said = excluded.said, since = excluded.since, raised_at = excluded.raised_at,
         resolved_at = null, dismissed = case when :anew then 0 else dismissed end
       returning *`,
    ).get({
      kind: alert.kind,
      source: alert.source,
      said: JSON.stringify(alert.said),
      since: alert.since,
      raisedAt: alert.raisedAt,
      anew: alert.anew ? 1 : 0,
    })!,
  )
}

/** Counts that a person was told. */
export const tellAlert = (store: Store, id: number, now: Date): AlertRow =>
  toRow(
    prepared<StoredAlert>(store, 'update alert set times = times + 1, last_told_at = ? where id = ? returning *').get(now.getTime(), id)!,
  )

export function resolveAlert(store: Store, id: number, now: Date): void {
  prepared(store, 'update alert set resolved_at = ? where id = ?').run(now.getTime(), id)
}

/** False if no such alert is open. */
export const dismissAlert = (store: Store, id: number): boolean =>
  prepared(store, 'update alert set dismissed = 1 where id = ? and resolved_at is null and raised_at is not null').run(id).changes > 0

/** Forgets what has been over since before that time: what comes back later is news. */
export function dropAlerts(store: Store, before: Date): void {
  prepared(store, 'delete from alert where resolved_at < ?').run(before.getTime())
}

export const toAlert = (row: AlertRow): Alert => ({
  id: row.id,
  kind: row.kind,
  source: row.source,
  said: row.said,
  raisedAt: toInstant(row.raisedAt ?? row.since),
  lastToldAt: row.lastToldAt === null ? null : toInstant(row.lastToldAt),
  times: row.times,
})

interface StoredAlert {
  readonly id: number
  readonly kind: AlertKind
  readonly source: string | null
  readonly said: string
  readonly since: number
  readonly raised_at: number | null
  readonly resolved_at: number | null
  readonly last_told_at: number | null
  readonly times: number
  readonly dismissed: number
}

const toRow = (row: StoredAlert): AlertRow => ({
  id: row.id,
  kind: row.kind,
  source: row.source,
  said: JSON.parse(row.said) as Said,
  since: row.since,
  raisedAt: row.raised_at,
  resolvedAt: row.resolved_at,
  lastToldAt: row.last_told_at,
  times: row.times,
  dismissed: row.dismissed === 1,
})
