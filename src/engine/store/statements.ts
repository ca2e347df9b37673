import type { Statement } from 'better-sqlite3'
import type { Store } from './store.ts'

const byDatabase = new WeakMap<object, Map<string, Statement>>()

/** The prepared statement of this text, made once per open store. `Row` is what it answers. */
export function prepared<Row = unknown>(store: Pick<Store, 'db'>, sql: string): Statement<unknown[], Row> {
  let statements = byDatabase.get(store.db)
  if (statements === undefined) {
    statements = new Map()
    byDatabase.set(store.db, statements)
  }
  let statement = statements.get(sql)
  if (statement === undefined) {
    statement = store.db.prepare(sql)
    statements.set(sql, statement)
  }
  return statement as Statement<unknown[], Row>
}
