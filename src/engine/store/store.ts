import { join } from 'node:path'
import Database from 'better-sqlite3'
import { getLoadablePath } from 'sqlite-vec'
import { MagpieError } from '../../shared/problem.ts'
import { prepareHome } from './home.ts'
import { migrate, migrations, schemaVersion } from './migrate.ts'
import { storeProblem } from './transaction.ts'

/** An open home. Everything that reads or writes the index takes one. */
export interface Store {
  readonly db: Database.Database
  /** The data folder. */
  readonly home: string
  close(): void
}

/** The database's file in a home. */
export const databasePath = (home: string): string => join(home, 'magpie.db')

/**
 * Opens a home for writing, and makes it when it is not there. The caller holds the home's lock. What an engine that was
 * killed left behind is put right. Throws `home-unsafe`, `home-too-new`, `home-damaged`, `disk-full`.
 */
export function openStore(home: string): Store {
  prepareHome(home)
  return open(home, {}, (db) => {
    db.pragma('page_size = 8192')
    db.pragma('auto_vacuum = incremental')
    db.pragma('journal_mode = WAL')
    db.pragma('synchronous = NORMAL')
    db.pragma('cache_size = -64000')
    db.pragma('wal_autocheckpoint = 4000')
    db.pragma('foreign_keys = ON')
    loadVec(db)
    migrate(db, home)
    settleInterrupted(db)
  })
}

/**
 * Opens a home for reading, beside the process that writes it. The writer must have opened it before. `mmap: false` reads
 * pages into memory instead: slower, but an I/O error of the disk is an error then, not the end of the process.
 */
export function openReader(home: string, { mmap = true }: { readonly mmap?: boolean } = {}): Store {
  return open(home, { readonly: true, fileMustExist: true }, (db) => {
    const version = schemaVersion(db)
    if (version !== migrations.length) throw new MagpieError(version > migrations.length ? 'home-too-new' : 'home-damaged', { home })
    db.pragma('cache_size = -64000')
    if (mmap) db.pragma('mmap_size = 2000000000')
    loadVec(db)
  })
}

function open(home: string, options: Database.Options, prepare: (db: Database.Database) => void): Store {
  let db: Database.Database | undefined
  try {
    db = new Database(databasePath(home), { timeout: 10_000, ...options })
    prepare(db)
    const opened = db
    return { db: opened, home, close: () => opened.close() }
  } catch (error) {
    db?.close()
    throw storeProblem(error, home) ?? error
  }
}

/** In an app's archive the library lies beside it, unpacked: SQLite opens files by itself and knows no archives. */
function loadVec(db: Database.Database): void {
  db.loadExtension(getLoadablePath().replace(/app\.asar(?!\.unpacked)/, 'app.asar.unpacked'))
}

/** Nothing can be running when a home is opened: the process that ran it is gone. */
function settleInterrupted(db: Database.Database): void {
  db.prepare(`update run set outcome = 'interrupted', finished_at = ? where finished_at is null`).run(Date.now())
  db.prepare(`update source set state = 'idle' where state = 'syncing'`).run()
}
