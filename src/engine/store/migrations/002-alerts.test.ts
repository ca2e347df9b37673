import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { migrate, migrations } from '../migrate.ts'
import { sql } from './002-alerts.ts'

it('adds the alerts to an index that was made before them, and leaves the rest alone', () => {
  const db = new Database(':memory:')
  db.pragma('foreign_keys = ON')
  migrate(db, '/home', migrations.slice(0, migrations.indexOf(sql)))
  db.exec(`insert into source (id, connector, name, account, settings, state, created_at) values ('s', 'c', 'Mail', '', '{}', 'idle', 0)`)
  migrate(db, '/home')
  db.exec(`insert into alert (kind, source, said, since) values ('held', 's', '{}', 1), ('disk-low', null, '{}', 1)`)
  expect(() => db.exec(`insert into alert (kind, source, said, since) values ('disk-low', null, '{}', 2)`)).toThrow(/UNIQUE/)
  expect(db.prepare('select name from source').pluck().all()).toEqual(['Mail'])
  db.exec('delete from source')
  expect(db.prepare('select kind from alert').pluck().all()).toEqual(['disk-low'])
  db.close()
})
