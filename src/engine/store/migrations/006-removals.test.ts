import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { migrate, migrations } from '../migrate.ts'

let db: Database.Database
beforeEach(() => {
  db = new Database(':memory:')
  db.pragma('foreign_keys = ON')
  migrate(db, '/home', migrations.slice(0, 5))
})
afterEach(() => db.close())

it('keeps what a feed had said of a document before the upgrade', () => {
  db.exec(`insert into source (id, connector, name, account, settings, state, created_at) values ('s', 'c', '', '', '{}', 'idle', 0);
    insert into scope (source, id, name, cursor_version, listing, listed) values ('s', 'all', '', 1, 3, 1);
    insert into document (source, external_id, version, title, titled, url, path, mime_type, labels, state)
      values ('s', 'gone', '', '', 0, '', '[]', '', '[]', 'waiting'), ('s', 'here', '', '', 0, '', '[]', '', '[]', 'waiting');
    insert into membership (source, scope, document, listing, strikes) values ('s', 'all', 1, 0, 1000), ('s', 'all', 2, 3, 1)`)
  migrate(db, '/home')
  expect(db.prepare('select said, kept, strikes from membership order by document').all()).toEqual([
    { said: 'deleted', kept: 0, strikes: 0 },
    { said: null, kept: 0, strikes: 1 },
  ])
})

it('forgets with a source what left it and what it holds', () => {
  migrate(db, '/home')
  db.exec(`insert into source (id, connector, name, account, settings, state, created_at) values ('s', 'c', '', '', '{}', 'idle', 0);
    insert into scope (source, id, name, cursor_version, listing, listed) values ('s', 'all', '', 1, 3, 1);
    insert into document (source, external_id, version, title, titled, url, path, mime_type, labels, state)
      values ('s', 'x', '', '', 0, '', '[]', '', '[]', 'waiting');
    insert into held (source, scope, document, why) values ('s', 'all', 1, 'deleted');
    insert into removal (source, document, external_id, title, path, why, at) values ('s', 7, 'y', '', '[]', 'deleted', 0);
    delete from source`)
  expect(['held', 'removal'].map((table) => db.prepare(`select count(*) from ${table}`).pluck().get())).toEqual([0, 0])
})
