/** What a document's source said of it when that was last written down, as a number (`described.ts`); null: not yet noted. */
export const sql = `alter table document add column described integer`
