import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { migrate } from '../migrate.ts'

it('gives hooks a place that goes with their source', () => {
  const db = new Database(':memory:')
  db.pragma('foreign_keys = ON')
  migrate(db, '/home')
  db.exec(`insert into source (id, connector, name, account, settings, state, created_at) values ('s', 'c', '', '', '{}', 'idle', 0)`)
  db.exec(`insert into hook (source, secret, created_at) values ('s', 'x', 0)`)
  db.exec(`delete from source`)
  expect(db.prepare('select count(*) from hook').pluck().get()).toBe(0)
  db.close()
})
