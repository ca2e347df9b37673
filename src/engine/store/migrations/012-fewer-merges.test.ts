import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { migrate, migrations } from '../migrate.ts'

let db: Database.Database
beforeEach(() => {
  db = new Database(':memory:')
  migrate(db, '/home', migrations.slice(0, 11))
})
afterEach(() => db.close())

const write = (from: number, to: number) => {
  // Each statement outside a transaction becomes a segment of its own.
  for (let id = from; id < to; id++) db.prepare(`insert into words (rowid, body) values (?, ?)`).run(id, `magpie note${id}`)
}
const segments = () => db.prepare('select count(distinct segid) from words_idx').pluck().get()

it('lets more of the keyword index be before it is merged, and keeps what is in it', () => {
  write(1, 4)
  migrate(db, '/home')
  write(4, 8)
  expect(segments()).toBe(7)
  write(8, 40)
  expect(segments()).toBeLessThan(16)
  expect(db.prepare(`select count(*) from words where words match 'magpie'`).pluck().get()).toBe(39)
})
