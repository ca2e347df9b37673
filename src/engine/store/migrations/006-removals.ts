/**
 * What left the index and why (`removal`); what a held run would remove (`held`). A membership's `said` is why its source
 * says the document is gone, until the pass is over; `kept`: a person answered that it stays although it is gone there.
 */
export const sql = `
alter table membership add column said text;
alter table membership add column kept integer not null default 0;
update membership set said = 'deleted', strikes = 0 where strikes >= 1000;

create table removal (
  id integer primary key autoincrement, source text not null references source on delete cascade, document integer not null,
  external_id text not null, title text not null, path text not null, why text not null, at integer not null
) strict;
create index removal_source on removal (source, id);

create table held (
  source text not null, scope text not null, document integer not null references document on delete cascade, why text not null,
  primary key (source, scope, document),
  foreign key (source, scope) references scope on delete cascade
) strict, without rowid;
create index document_gone on document (state, id) where state = 'gone';
create index held_document on held (document);
`
