import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { migrate, migrations, schemaVersion } from '../migrate.ts'

let db: Database.Database
beforeEach(() => {
  db = new Database(':memory:')
  db.pragma('foreign_keys = ON')
})
afterEach(() => db.close())

const tables = () =>
  db
    .prepare<[], { name: string }>(
      `select name from sqlite_schema where type = 'table' and name not like 'words_%' and name not like 'sqlite_%'`,
    )
    .all()
    .map((row) => row.name)
    .sort()

describe('the first migration', () => {
  it('makes an empty database into one of the first kind', () => {
    migrate(db, '/home', migrations.slice(0, 1))
    expect(schemaVersion(db)).toBe(1)
    expect(tables()).toEqual(
      [
        ['chunk', 'document', 'embed_queue', 'failure', 'membership', 'model', 'rule', 'run', 'scope', 'segment'],
        ['setting', 'source', 'text_block', 'vector', 'word', 'words'],
      ].flat(),
    )
  })

  it('removes with a source everything that hangs on it, and never gives a document’s id to another', () => {
    migrate(db, '/home')
    const addSource = () =>
      db.exec(`insert into source (id, connector, name, account, settings, state, created_at) values ('s', 'c', '', '', '{}', 'idle', 0)`)
    const addDocument = () =>
      db
        .prepare(
          `insert into document (source, external_id, version, title, titled, url, path, mime_type, labels, state)
           values ('s', 'x', '', '', 0, '', '[]', '', '[]', 'waiting') returning id`,
        )
        .pluck()
        .get()
    addSource()
    const first = addDocument()
    db.exec(`delete from source`)
    expect(db.prepare('select count(*) from document').pluck().get()).toBe(0)
    addSource()
    expect(addDocument()).not.toBe(first)
  })

  it('leaves a database that has it alone', () => {
    migrate(db, '/home')
    db.exec(`insert into setting (key, value) values ('theme', 'dark')`)
    migrate(db, '/home')
    expect(db.prepare('select value from setting').pluck().get()).toBe('dark')
  })
})

describe('migrating', () => {
  it('runs only the steps a database has not seen, in order', () => {
    migrate(db, '/home', ['create table a (x)'])
    migrate(db, '/home', ['create table a (x)', 'insert into a values (1)', 'update a set x = x + 1'])
    expect(db.prepare('select x from a').pluck().get()).toBe(2)
    expect(schemaVersion(db)).toBe(3)
  })

  it('does all steps or none', () => {
    expect(() => migrate(db, '/home', ['create table a (x)', 'create table a (x)'])).toThrow(/already exists/)
    expect(schemaVersion(db)).toBe(0)
    expect(tables()).toEqual([])
  })

  it('refuses a database of a later Magpie', () => {
    db.pragma(`user_version = ${migrations.length + 1}`)
    expect(() => migrate(db, '/home')).toThrow(expect.objectContaining({ code: 'home-too-new' }))
  })
})
