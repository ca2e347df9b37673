/** Searches people come back to. `name` is set for those they keep. Times are milliseconds since 1970 UTC. */
export const sql = `
create table search (query text primary key, used_at integer, name text) strict, without rowid;
`
