/**
 * What a person chose for a source beside its connector's settings, as JSON: `scopes` (null: everything there is), `excludes`,
 * `errorBudget` (null: as the preferences say). `scopes_at`: when the source was last asked which scopes it has.
 */
export const sql = `
alter table source add column choices text not null default '{"scopes":null,"excludes":[],"errorBudget":null}';
alter table source add column scopes_at integer;
`
