/**
 * What extraction found inside a document is a document too: `part` is its name within its parent, and it has no membership
 * of its own. `recipients`: to whom a message went.
 */
export const sql = `
alter table document add column part text;
alter table document add column recipients text;
`
