import { closeSync, openSync, readFileSync, writeSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { checkStore } from './check.ts'
import { dropHome, emptyHome, indexed, openSample, type Sample } from './sample.fixture.ts'
import { databasePath, openStore } from './store.ts'

let home: string
let sample: Sample
beforeEach(() => {
  home = emptyHome()
  sample = openSample(home)
  sample.commit([indexed('a.md', 'magpies build\n\nround nests'), indexed('b.md', 'herons wade')])
})
afterEach(() => {
  sample.store.close()
  dropHome(home)
})

const bad = (store = sample.store) =>
  checkStore(store)
    .filter((check) => !check.ok)
    .map((check) => check.name)

it('an index that only commits have touched is sound', () => {
  expect(bad()).toEqual([])
})

describe('is found:', () => {
  it.each([
    ['a document without its chunks', 'delete from words where rowid = 3; delete from chunk where id = 3', 'index-chunks'],
    ['a document without its text', 'delete from text_block where document = 2', 'index-chunks'],
    ['a chunk without words', 'delete from words where rowid = 3', 'index-words'],
    ['words without a chunk', `insert into words (rowid, body) values (77, 'x')`, 'index-words'],
    ['a reference to nothing', 'pragma foreign_keys = off; delete from source', 'index-references'],
    ['a passage that nobody will make a vector of', `insert into model (name) values ('m')`, 'index-vectors'],
    [
      'a passage to be embedded that is in no document',
      `insert into model (name) values ('m');
       insert into embed_queue (model, hash, later, updated_at, chunk) select 1, passage_hash, 0, 0, id from chunk;
       insert into embed_queue (model, hash, later, updated_at, chunk) values (1, x'00112233445566778899aabbccddeeff', 0, 0, 3)`,
      'index-vectors',
    ],
    ['a document in no scope', 'delete from membership where document = 1', 'index-memberships'],
  ])('%s', (_, sql, name) => {
    sample.store.db.exec(sql)
    expect(bad()).toEqual([name])
  })

  it('a page that was overwritten', () => {
    sample.commit(Array.from({ length: 200 }, (_, i) => indexed(`${i}.md`, `note ${i} `.repeat(50))))
    sample.store.db.pragma('wal_checkpoint(TRUNCATE)')
    sample.store.close()
    const at = readFileSync(databasePath(home)).indexOf('file:///notes/150.md')
    expect(at).toBeGreaterThan(8192)
    const page = Math.floor(at / 8192)
    const file = openSync(databasePath(home), 'r+')
    writeSync(file, Buffer.alloc(8192, 0xa5), 0, 8192, 8192 * page)
    closeSync(file)
    const store = openStore(home)
    expect(bad(store)).toContain('index-integrity')
    store.close()
  })
})
