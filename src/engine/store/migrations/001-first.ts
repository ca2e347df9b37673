/**
 * The first schema. Times are milliseconds since 1970 UTC. JSON columns hold what `shared/model.ts` types.
 * A document's id is never given to another. `titled`: its source gave it a human title; `embed_title` is the one in its passages.
 * A removed source is one whose documents stay findable (`removed` = 1). `own_dates`: the content itself says when it was
 * created (1) or updated (2), which the source's dates do not replace.
 * `text_block` has row ids because rows of a table without them overflow at a quarter of a page, which wastes most of the next.
 * `deletemerge`: FTS5 rewrites a segment once this share of it (percent) is deleted; with its own 10, indexing everything
 * again takes more than twice the time. `hashsize`: bytes of words gathered before they are written out; with its own 1 MB, one
 * commit writes several segments that are merged again. `pgsz`: an index page fills a page of the database.
 * A vector's id is `model.id * 2^32 + slot`; slot `n` lies in segment `floor(n / 4096)` at `n % 4096`.
 */
export const sql = `
create table source (
  id text primary key, connector text not null, name text not null, account text not null,
  settings text not null, state text not null, problem text, created_at integer not null,
  removed integer not null default 0
) strict;

create table scope (
  source text not null references source on delete cascade, id text not null, name text not null,
  cursor text, cursor_version integer not null, listing integer not null, listed integer not null,
  primary key (source, id)
) strict, without rowid;

create table document (
  id integer primary key autoincrement, source text not null references source on delete cascade, external_id text not null,
  parent integer references document on delete cascade,
  version text not null, fingerprint text, content_hash text,
  title text not null, titled integer not null, embed_title text, url text not null, path text not null, mime_type text not null,
  author text, created_at integer, updated_at integer, language text, labels text not null, size integer,
  own_dates integer not null default 0,
  state text not null check (state in ('waiting', 'searchable', 'skipped', 'failed', 'gone')), reason text,
  extractor text, chunker text,
  unique (source, external_id)
) strict;
create index document_content on document (content_hash) where content_hash is not null;
create index document_fingerprint on document (source, fingerprint) where fingerprint is not null;
create index document_state on document (source, state, reason);
create index document_parent on document (parent) where parent is not null;

create table membership (
  source text not null, scope text not null, document integer not null references document on delete cascade,
  listing integer not null, strikes integer not null default 0,
  primary key (scope, document, source),
  foreign key (source, scope) references scope on delete cascade
) strict, without rowid;
create index membership_document on membership (document);

create table text_block (
  document integer not null references document on delete cascade, start integer not null, zstd blob not null,
  primary key (document, start)
) strict;

create table chunk (
  id integer primary key, document integer not null references document on delete cascade, seq integer not null,
  start integer not null, "end" integer not null, heading text not null, passage_hash blob not null
) strict;
create index chunk_document on chunk (document, seq);
create index chunk_passage on chunk (passage_hash);

create virtual table words using fts5(
  title, heading, body, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 0 tokenchars '_'"
);
insert into words (words, rank) values ('deletemerge', 30);
insert into words (words, rank) values ('hashsize', 16000000);
insert into words (words, rank) values ('pgsz', 8000);
create virtual table word using fts5vocab(words, 'row');

create table model (id integer primary key, name text not null unique, slots integer not null default 0) strict;

create table vector (
  id integer primary key, model integer not null references model on delete cascade, hash blob not null, v blob not null
) strict;
create unique index vector_hash on vector (hash, model);

create table segment (
  model integer not null references model on delete cascade, seg integer not null, n integer not null,
  rev integer not null, plane1 blob not null, plane0 blob not null, factors blob not null,
  primary key (model, seg)
) strict, without rowid;

create table embed_queue (
  model integer not null references model on delete cascade, hash blob not null,
  later integer not null, updated_at integer not null, chunk integer not null references chunk on delete cascade,
  primary key (model, hash)
) strict, without rowid;
create index embed_queue_order on embed_queue (model, later, updated_at desc);
create index embed_queue_chunk on embed_queue (chunk);

create table run (
  id integer primary key, source text not null references source on delete cascade, outcome text,
  counts text not null, started_at integer not null, finished_at integer, problem text
) strict;
create index run_source on run (source, id);

create table failure (
  source text not null references source on delete cascade, external_id text not null, document integer references document on delete cascade,
  title text not null, problem text not null, detail text not null, attempts integer not null, next_attempt_at integer, ignored integer not null default 0,
  scope text not null, content_hash text, maker text,
  primary key (source, external_id)
) strict, without rowid;

create table rule (
  id integer primary key, kind text not null, source text, pattern text not null, created_at integer not null
) strict;

create table setting (key text primary key, value text not null) strict, without rowid;
`
