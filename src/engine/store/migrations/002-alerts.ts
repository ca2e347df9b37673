/**
 * What people are told about. One row per kind and source (none for the whole index); it outlives its cause for a while, so
 * that what comes and goes is not told each time. `since`: when the cause was first seen; `raised_at`: when it had lasted
 * long enough to be worth a word; `times` and `last_told_at`: how often and when it was told.
 */
export const sql = `
create table alert (
  id integer primary key autoincrement, kind text not null, source text references source on delete cascade, said text not null,
  since integer not null, raised_at integer, resolved_at integer, last_told_at integer,
  times integer not null default 0, dismissed integer not null default 0
) strict;
create unique index alert_cause on alert (kind, coalesce(source, ''));
`
