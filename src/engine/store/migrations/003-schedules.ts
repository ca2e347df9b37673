/**
 * When a source is synced by itself, how hard, and whether it rests. Times are milliseconds since 1970 UTC. `scheduled_at`: when the
 * schedule was chosen, so that nothing counts as missed before. `listed_at`: when the last listing that came to its end began.
 * `paused_until` is null for a pause without an end.
 */
export const sql = `
alter table source add column sync_schedule text not null default 'auto';
alter table source add column reconcile_schedule text not null default 'auto';
alter table source add column scheduled_at integer;
alter table source add column listed_at integer;
alter table source add column paused_until integer;
alter table source add column at_once integer;
alter table source add column per_minute integer;
`
