import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { migrate, migrations } from '../migrate.ts'
import { sql } from './009-credentials.ts'

it('an older home has no vault and no credentials, and keeps its sources', () => {
  const db = new Database(':memory:')
  const before = migrations.slice(0, migrations.indexOf(sql))
  migrate(db, '', before)
  db.exec(`insert into source (id, connector, name, account, settings, state, created_at) values ('s', 'folder', 's', '', '{}', 'idle', 0)`)
  migrate(db, '', [...before, sql])
  const count = (table: string) => db.prepare(`select count(*) from ${table}`).pluck().get()
  expect([count('source'), count('vault'), count('credential')]).toEqual([1, 0, 0])
})
