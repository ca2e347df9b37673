/**
 * `automerge`: how many segments of a level of the keyword index there are before they are merged. With FTS5's own 4, the
 * words of a large sync are written once more than with 8; queries over twice as many segments took no longer (10,000
 * notes). When nobody waits, the index is merged further all the same.
 */
export const sql = `
insert into words (words, rank) values ('automerge', 8);
`
