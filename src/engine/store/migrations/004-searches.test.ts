import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { migrate, migrations } from '../migrate.ts'
import { sql } from './004-searches.ts'

it('adds the searches to an index that was made before them, and leaves the rest alone', () => {
  const db = new Database(':memory:')
  migrate(db, '/home', migrations.slice(0, migrations.indexOf(sql)))
  db.exec(`insert into setting (key, value) values ('theme', 'dark')`)
  migrate(db, '/home')
  db.exec(`insert into search (query, used_at) values ('lease', 1)`)
  expect(() => db.exec(`insert into search (query, used_at) values ('lease', 2)`)).toThrow(/UNIQUE/)
  expect(db.prepare('select value from setting').pluck().all()).toEqual(['dark'])
  db.close()
})
