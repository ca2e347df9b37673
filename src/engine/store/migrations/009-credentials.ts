/**
 * `vault` has one row at most: how the key is come by, never the key. `credential.sealed` opens only under that key, and
 * only for its own source.
 */
export const sql = `
create table vault (
  only_one integer primary key check (only_one = 1), id text not null, proof blob not null, keychain integer not null,
  salt blob, wrapped blob, cost text
) strict;

create table credential (
  source text primary key references source on delete cascade, kind text not null, sealed blob not null,
  signed_in_at integer not null, asks_again_at integer
) strict;
`
