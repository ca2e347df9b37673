import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { migrate, migrations } from '../migrate.ts'
import { sql } from './010-described.ts'

it('nothing is taken for said already in an older home', () => {
  const db = new Database(':memory:')
  const before = migrations.slice(0, migrations.indexOf(sql))
  migrate(db, '', before)
  db.exec(`insert into source (id, connector, name, account, settings, state, created_at) values ('s', 'folder', 's', '', '{}', 'idle', 0);
    insert into document (source, external_id, version, title, titled, url, path, mime_type, labels, state)
      values ('s', 'a.md', 'v', 'a', 0, '', '[]', 'text/plain', '[]', 'searchable')`)
  migrate(db, '', [...before, sql])
  expect(db.prepare('select external_id, described from document').all()).toEqual([{ external_id: 'a.md', described: null }])
})
