import { prepared } from './statements.ts'
import type { Store } from './store.ts'
import { transact } from './transaction.ts'

/**
 * Marks every document of a source as to be read again, and its scopes as to be listed from the start. What is there stays
 * findable until it is replaced; what a person left out stays left out. A stop in between loses nothing of it.
 */
export function markForRebuild(store: Store, source: string): void {
  transact(store, () => {
    prepared(
      store,
      `update document set version = 'again:' || substr(version, instr(version, ':') + 1)
       where source = ? and state != 'gone' and not (state = 'skipped' and reason in ('never', 'excluded'))
         and not exists (select 1 from failure f where f.document = document.id and f.ignored = 1)`,
    ).run(source)
    prepared(store, 'update scope set cursor = null, listed = 0 where source = ?').run(source)
  })
}
