/**
 * Who may tell Magpie that a document changed. A signature can only be checked with the secret itself, so that is kept as it is; it
 * authorises nothing but to read a document again that is indexed anyway. `hook_call` holds the signatures (SHA-256 HMAC) that were
 * accepted until their time is over, so that none is accepted twice. Times are milliseconds since 1970 UTC.
 */
export const sql = `
create table hook (
  source text primary key references source on delete cascade, secret text not null,
  created_at integer not null, called_at integer, calls integer not null default 0
) strict, without rowid;

create table hook_call (signature blob primary key, until integer not null) strict, without rowid;
create index hook_call_until on hook_call (until);
`
