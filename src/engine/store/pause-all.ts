import { prepared } from './statements.ts'
import type { Store } from './store.ts'

/** Everything rests, until then (ms since 1970) or until somebody ends it. */
export interface PauseAll {
  readonly until: number | null
}

/** Null when nothing is paused. */
export function readPauseAll(store: Store): PauseAll | null {
  const row = prepared<{ value: string }>(store, `select value from setting where key = 'pause'`).get()
  if (row === undefined) return null
  return { until: row.value === '' ? null : Number(row.value) }
}

export function writePauseAll(store: Store, pause: PauseAll | null): void {
  if (pause === null) prepared(store, `delete from setting where key = 'pause'`).run()
  else
    prepared(store, `insert into setting (key, value) values ('pause', ?) on conflict (key) do update set value = excluded.value`).run(
      pause.until === null ? '' : String(pause.until),
    )
}
