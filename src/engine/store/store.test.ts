import { closeSync, ftruncateSync, mkdirSync, openSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { migrations } from './migrate.ts'
import { lastRun, startRun } from './runs.ts'
import { chunksWith, dropHome, emptyHome, indexed, openSample } from './sample.fixture.ts'
import { findSource, updateSource } from './sources.ts'
import { databasePath, openReader, openStore } from './store.ts'

let home: string
beforeEach(() => {
  home = emptyHome()
})
afterEach(() => dropHome(home))

const code = (error: string) => expect.objectContaining({ code: error })

describe('opening a home', () => {
  it.skipIf(process.platform === 'win32')('makes it, for its owner alone', () => {
    const inside = join(home, 'deep', 'home')
    openStore(inside).close()
    expect(statSync(inside).mode & 0o777).toBe(0o700)
    mkdirSync(join(home, 'open'), { mode: 0o755 })
    openStore(join(home, 'open')).close()
    expect(statSync(join(home, 'open')).mode & 0o777).toBe(0o700)
  })

  it('finds everything again that was committed before', () => {
    const sample = openSample(home)
    sample.commit([indexed('a.md', 'magpies build nests')])
    sample.store.close()
    const again = openStore(home)
    expect(chunksWith({ store: again }, 'nests')).toHaveLength(1)
    again.close()
  })

  it('refuses a folder that is synced with a cloud, and leaves nothing there', () => {
    const synced = join(home, 'Dropbox')
    mkdirSync(synced)
    expect(() => openStore(join(synced, 'magpie'))).toThrow(code('home-unsafe'))
    expect(readdirSync(synced)).toEqual([])
  })

  it('refuses a home of a later Magpie, to the writer and to the reader', () => {
    openStore(home).close()
    const db = new Database(databasePath(home))
    db.pragma(`user_version = ${migrations.length + 1}`)
    db.close()
    expect(() => openStore(home)).toThrow(code('home-too-new'))
    expect(() => openReader(home)).toThrow(code('home-too-new'))
  })

  it('says that a file is damaged: not a database, or cut off', () => {
    writeFileSync(databasePath(home), 'this is no database, however long it goes on'.repeat(500))
    expect(() => openStore(home)).toThrow(code('home-damaged'))
    dropHome(home)
    openSample(home).store.close()
    const file = openSync(databasePath(home), 'r+')
    ftruncateSync(file, 20_000)
    closeSync(file)
    expect(() => openStore(home)).toThrow(code('home-damaged'))
  })

  it('settles what a killed engine left: a run becomes interrupted, its source idle', () => {
    const { store, source } = openSample(home)
    startRun(store, source)
    updateSource(store, source, { state: 'syncing' })
    store.close()
    const again = openStore(home)
    expect(lastRun(again, source)).toMatchObject({ outcome: 'interrupted', source })
    expect(findSource(again, source)?.state).toBe('idle')
    again.close()
  })
})

describe('a reader', () => {
  it('sees what the writer commits, and cannot write', () => {
    const sample = openSample(home)
    const reader = openReader(home)
    sample.commit([indexed('a.md', 'magpies build nests')])
    expect(chunksWith({ store: reader }, 'nests')).toHaveLength(1)
    expect(() => reader.db.exec('delete from chunk')).toThrow(/readonly/)
    reader.close()
    sample.store.close()
  })

  it('can measure vectors', () => {
    const { store } = openSample(home)
    const reader = openReader(home, { mmap: false })
    expect(reader.db.prepare(`select vec_distance_l2(vec_int8('[1,0]'), vec_int8('[1,3]'))`).pluck().get()).toBe(3)
    reader.close()
    store.close()
  })
})
