import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { migrate, migrations } from '../migrate.ts'
import { findSource } from '../sources.ts'

let db: Database.Database
beforeEach(() => {
  db = new Database(':memory:')
})
afterEach(() => db.close())

it('takes a source from before as one of which everything is indexed', () => {
  migrate(db, '/home', migrations.slice(0, 6))
  db.exec(`insert into source (id, connector, name, account, settings, state, created_at) values ('s', 'c', '', '', '{}', 'idle', 0)`)
  migrate(db, '/home')
  expect(findSource({ db, home: '/home', close: () => {} }, 's')).toMatchObject({ scopes: null, excludes: [], errorBudget: null })
})
