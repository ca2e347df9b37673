import { chmodSync, copyFileSync, existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import Database from 'better-sqlite3'
import { MagpieError } from '../../shared/problem.ts'
import { migrations, schemaVersion } from './migrate.ts'
import { databasePath, type Store } from './store.ts'
import { storeProblem } from './transaction.ts'

/** What a backup holds. Bytes on disk. */
export interface BackupFacts {
  readonly path: string
  readonly bytes: number
  readonly sources: number
  readonly documents: number
}

/**
 * Copies the index to one file while it goes on being used; the copy is the index as it is when the copying ends. A folder
 * gets a file with the day in its name. Throws `backup-exists`, `backup-impossible`, `disk-full`.
 */
export async function backUp(store: Store, to: string, now: Date): Promise<BackupFacts> {
  const given = resolve(to)
  const path = isFolder(given) ? join(given, `magpie-${now.toISOString().slice(0, 10)}.backup`) : given
  if (existsSync(path)) throw new MagpieError('backup-exists', { path })
  if (path === databasePath(store.home)) throw new MagpieError('backup-exists', { path })
  const part = `${path}.part`
  try {
    await store.db.backup(part)
    closeToOthers(part)
    const facts = inspectBackup(part)
    renameSync(part, path)
    return { ...facts, path }
  } catch (error) {
    for (const end of ['', '-journal', '-wal', '-shm']) rmSync(part + end, { force: true })
    if (error instanceof MagpieError) throw error
    throw storeProblem(error, dirname(path)) ?? new MagpieError('backup-impossible', { path, detail: (error as Error).message }, error)
  }
}

/** Looks whether a file is a sound backup of this Magpie or an earlier one. Throws `backup-unreadable`, `backup-too-new`. */
export function inspectBackup(path: string): BackupFacts {
  let db: Database.Database | undefined
  try {
    db = new Database(path, { readonly: true, fileMustExist: true })
    const version = schemaVersion(db)
    if (version > migrations.length) throw new MagpieError('backup-too-new', { path })
    const sound = db.pragma('quick_check(1)', { simple: true }) === 'ok'
    const count = (table: string) => db?.prepare<[], { n: number }>(`select count(*) as n from ${table}`).get()?.n ?? 0
    if (version === 0 || !sound) throw new MagpieError('backup-unreadable', { path })
    return { path, bytes: statSync(path).size, sources: count('source'), documents: count('document') }
  } catch (error) {
    throw error instanceof MagpieError ? error : new MagpieError('backup-unreadable', { path }, error)
  } finally {
    db?.close()
    for (const end of ['-wal', '-shm']) rmSync(path + end, { force: true })
  }
}

/** Copies a backup into the home, where `takeBackup` finds it. Throws as `inspectBackup` does, and `disk-full`. */
export function stageBackup(home: string, from: string): BackupFacts {
  const path = resolve(from)
  const facts = inspectBackup(path)
  try {
    copyFileSync(path, staged(home))
    closeToOthers(staged(home))
    return facts
  } catch (error) {
    rmSync(staged(home), { force: true })
    throw storeProblem(error, home) ?? new MagpieError('backup-unreadable', { path }, error)
  }
}

/**
 * Puts the staged backup in the index's place; the index that was there lies beside it as `magpie.before-restore.db` until
 * the next time. The store must be closed. Answers how to undo it.
 */
export function takeBackup(home: string): () => void {
  const path = databasePath(home)
  const before = join(home, beforeRestore)
  dropJournals(path)
  rmSync(before, { force: true })
  if (existsSync(path)) renameSync(path, before)
  renameSync(staged(home), path)
  return () => {
    dropJournals(path)
    if (existsSync(before)) renameSync(before, path)
  }
}

/** Deletes the index, its copies and its logs. The store must be closed. What locks the home stays. */
export function eraseHome(home: string): void {
  const names = readdirSync(home).filter((name) => name.startsWith('magpie.') || name === basename(staged(home)))
  for (const name of [...names, 'logs', 'scratch']) rmSync(join(home, name), { recursive: true, force: true })
}

const beforeRestore = 'magpie.before-restore.db'
const staged = (home: string): string => join(home, 'magpie.restore.db')
const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true

function closeToOthers(path: string): void {
  if (process.platform !== 'win32') chmodSync(path, 0o600)
}

/** A closed database has none; one left by a crash belongs to the file that is replaced. */
function dropJournals(path: string): void {
  for (const end of ['-wal', '-shm', '-journal']) rmSync(path + end, { force: true })
}
