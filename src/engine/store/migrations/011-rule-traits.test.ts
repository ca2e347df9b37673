import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { migrate, migrations } from '../migrate.ts'

let db: Database.Database
beforeEach(() => {
  db = new Database(':memory:')
  migrate(db, '/home', migrations.slice(0, 10))
})
afterEach(() => db.close())

it('takes from documents that must never be indexed what they can be known by', () => {
  db.exec(`insert into source (id, connector, name, account, settings, state, created_at) values ('s', 'c', '', '', '{}', 'idle', 0);
    insert into document (source, external_id, version, fingerprint, title, titled, url, path, mime_type, labels, state)
      values ('s', 'x', '', 'f1', '', 0, '', '[]', '', '[]', 'skipped');
    insert into rule (kind, source, pattern, created_at) values ('document', 's', 'x', 0), ('pattern', null, 'x', 0)`)
  migrate(db, '/home')
  expect(db.prepare('select kind, fingerprint, content_hash from rule order by id').all()).toEqual([
    { kind: 'document', fingerprint: 'f1', content_hash: null },
    { kind: 'pattern', fingerprint: null, content_hash: null },
  ])
})
