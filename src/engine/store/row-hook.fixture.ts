import type { Store } from './store.ts'

/** Calls the hook in the middle of a transaction, for every row that is written; what it throws undoes the transaction. */
export function onRowWritten(store: Store, hook: () => void): void {
  store.db.function('row_written', () => {
    hook()
    return null
  })
  for (const table of ['document', 'chunk', 'text_block', 'membership', 'scope'])
    for (const event of ['insert', 'update', 'delete'])
      store.db.exec(`create temp trigger ${table}_${event} after ${event} on main.${table} begin select row_written(); end`)
}
