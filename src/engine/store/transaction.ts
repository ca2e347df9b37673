import { MagpieError } from '../../shared/problem.ts'
import type { Store } from './store.ts'

/**
 * Runs the work in one transaction, or as part of the one under way. Whatever it throws undoes all of it. A full disk or
 * a damaged file become `disk-full` and `home-damaged`.
 */
export function transact<T>(store: Store, work: () => T): T {
  if (store.db.inTransaction) return work()
  try {
    return store.db.transaction(work).immediate()
  } catch (error) {
    throw storeProblem(error, store.home) ?? error
  }
}

/** What a person can be told about an error of SQLite; null when it is none, or a mistake of ours. */
export function storeProblem(error: unknown, home: string): MagpieError | null {
  const code = String((error as { code?: unknown } | null)?.code ?? '')
  if (code === 'SQLITE_FULL' || code === 'ENOSPC') return new MagpieError('disk-full', { home }, error)
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') return new MagpieError('home-damaged', { home }, error)
  return null
}
