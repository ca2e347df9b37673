import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { migrate, migrations } from '../migrate.ts'

it('gives every source of before an automatic schedule, no pause and no limits', () => {
  const db = new Database(':memory:')
  migrate(db, '/home', migrations.slice(0, 2))
  db.exec(`insert into source (id, connector, name, account, settings, state, created_at) values ('s', 'c', '', '', '{}', 'paused', 7)`)
  migrate(db, '/home')
  expect(db.prepare('select * from source').get()).toMatchObject({
    state: 'paused',
    created_at: 7,
    sync_schedule: 'auto',
    reconcile_schedule: 'auto',
    scheduled_at: null,
    listed_at: null,
    paused_until: null,
    at_once: null,
    per_minute: null,
  })
  db.close()
})
