import type { Json } from '../../shared/json.ts'
import type { Said, Source, SourceState } from '../../shared/model.ts'
import { MagpieError } from '../../shared/problem.ts'
import { toInstant, toInstantOrNull, toMs } from './instants.ts'
import { prepared } from './statements.ts'
import type { Store } from './store.ts'
import { transact } from './transaction.ts'

/** What a new source is made of. */
export type NewSource = Pick<Source, 'connector' | 'name' | 'account' | 'settings'>

/** What of a source changes. */
export type SourceChanges = Partial<
  Pick<Source, 'name' | 'account' | 'settings' | 'state' | 'problem' | 'pace' | 'pausedUntil' | 'scopes' | 'excludes' | 'errorBudget'>
>

/**
 * Adds a source. Its id is the connector's with a number that was never used before. A source that was removed with its
 * documents kept comes back under its old id, so that nothing is read again that did not change; so does one that a
 * never-rule names, so that the rule goes on holding.
 */
export function insertSource(store: Store, { connector, name, account, settings }: NewSource): Source {
  return transact(store, () => {
    const kept = prepared<{ id: string }>(store, 'select id from source where connector = ? and account = ? and removed = 1').get(
      connector,
      account,
    )
    const id = kept?.id ?? rememberedId(store, connector, account) ?? nextId(store, connector)
    prepared(
      store,
      `insert into source (id, connector, name, account, settings, state, created_at) values (?, ?, ?, ?, ?, 'idle', ?)
       on conflict (id) do update set name = excluded.name, settings = excluded.settings, state = 'idle', problem = null,
         paused_until = null, removed = 0, scopes_at = null`,
    ).run(id, connector, name, account, JSON.stringify(settings), Date.now())
    prepared(store, 'update scope set cursor = null where source = ?').run(id)
    return existing(store, id)
  })
}

/** In the order they were added. */
export const listSources = (store: Store): readonly Source[] =>
  prepared<SourceRow>(store, 'select * from source where removed = 0 order by created_at, rowid').all().map(toSource)

export function findSource(store: Store, id: string): Source | null {
  const row = prepared<SourceRow>(store, 'select * from source where id = ? and removed = 0').get(id)
  return row === undefined ? null : toSource(row)
}

/** Throws `source-unknown`. */
export function updateSource(store: Store, id: string, changes: SourceChanges): Source {
  return transact(store, () => {
    const source: Source = { ...existing(store, id), ...changes }
    prepared(
      store,
      `update source set name = ?, account = ?, settings = ?, state = ?, problem = ?, at_once = ?, per_minute = ?, paused_until = ?, choices = ?
       where id = ?`,
    ).run(
      source.name,
      source.account,
      JSON.stringify(source.settings),
      source.state,
      source.problem === null ? null : JSON.stringify(source.problem),
      source.pace.atOnce,
      source.pace.perMinute,
      toMs(source.pausedUntil),
      JSON.stringify({ scopes: source.scopes, excludes: source.excludes, errorBudget: source.errorBudget }),
      id,
    )
    return source
  })
}

function existing(store: Store, id: string): Source {
  const source = findSource(store, id)
  if (source === null) throw new MagpieError('source-unknown', { id })
  return source
}

const rememberedId = (store: Store, connector: string, account: string): string | undefined =>
  prepared<{ value: string }>(store, `select value from setting where key = 'id_of.' || ? || '.' || ?`).get(connector, account)?.value

/** Ids are written into rules and scripts, so the number of a removed source is not given to another. */
function nextId(store: Store, connector: string): string {
  const { value } = prepared<{ value: string }>(
    store,
    `insert into setting (key, value) values ('last_id.' || ?, '1')
     on conflict (key) do update set value = cast(value as integer) + 1 returning value`,
  ).get(connector)!
  return `${connector}-${value}`
}

interface SourceRow {
  readonly id: string
  readonly connector: string
  readonly name: string
  readonly account: string
  readonly settings: string
  readonly state: SourceState
  readonly problem: string | null
  readonly created_at: number
  readonly sync_schedule: string
  readonly reconcile_schedule: string
  readonly paused_until: number | null
  readonly at_once: number | null
  readonly per_minute: number | null
  readonly choices: string
}

const toSource = (row: SourceRow): Source => ({
  id: row.id,
  connector: row.connector,
  name: row.name,
  account: row.account,
  settings: JSON.parse(row.settings) as Record<string, Json>,
  state: row.state,
  problem: row.problem === null ? null : (JSON.parse(row.problem) as Said),
  schedule: { sync: row.sync_schedule, reconcile: row.reconcile_schedule },
  pace: { atOnce: row.at_once, perMinute: row.per_minute },
  pausedUntil: toInstantOrNull(row.paused_until),
  ...(JSON.parse(row.choices) as Pick<Source, 'scopes' | 'excludes' | 'errorBudget'>),
  createdAt: toInstant(row.created_at),
})
