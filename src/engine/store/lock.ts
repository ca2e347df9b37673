import { join } from 'node:path'
import Database from 'better-sqlite3'
import { MagpieError } from '../../shared/problem.ts'

/** Held locks. A lock must not be given up because its owner forgot it and the database was collected as garbage. */
const held = new Set<Database.Database>()

/**
 * Takes the home's lock: who holds it is the one writer of the home. It is a lock of the operating system on a small
 * database of its own, so it ends with the process, however that ends. Null when another process (or this one) has it.
 */
export function acquireLock(home: string): { release(): void } | null {
  const db = openLock(join(home, 'lock.db'))
  try {
    db.exec('begin exclusive')
  } catch (error) {
    db.close()
    if (isBusy(error)) return null
    throw new MagpieError('home-damaged', { home }, error)
  }
  held.add(db)
  return {
    release: () => {
      if (held.delete(db)) db.close()
    },
  }
}

function openLock(path: string): Database.Database {
  try {
    return new Database(path, { timeout: 0 })
  } catch (error) {
    throw new MagpieError('home-unsafe', { home: path, reason: (error as { code?: string }).code ?? '' }, error)
  }
}

const isBusy = (error: unknown) => (error as { code?: string }).code?.startsWith('SQLITE_BUSY') === true
