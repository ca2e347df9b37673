/** By what a document that must never be indexed is known again when its source gives it another id. */
export const sql = `
alter table rule add column fingerprint text;
alter table rule add column content_hash text;
update rule set
  fingerprint = (select d.fingerprint from document d where d.source = rule.source and d.external_id = rule.pattern),
  content_hash = (select d.content_hash from document d where d.source = rule.source and d.external_id = rule.pattern)
where kind = 'document';
`
