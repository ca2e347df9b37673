import type { GoneWhy } from '../../shared/model.ts'
import { prepared } from './statements.ts'
import type { Store } from './store.ts'
import { transact } from './transaction.ts'

/**
 * Notes that the source itself said these documents are gone, and why, without removing them yet: they count as missed by
 * the latest listing. Being seen again takes it back.
 */
export function noteSaidGone(store: Store, source: string, scope: string, gone: ReadonlyMap<string, GoneWhy>): void {
  transact(store, () => {
    const note = prepared(
      store,
      `update membership set listing = 0, said = ?
       where scope = ? and source = ? and document = (select id from document where source = ? and external_id = ?)`,
    )
    for (const [externalId, why] of gone) note.run(why, scope, source, source, externalId)
  })
}

/** True when there are documents that the source said are gone and that are still there. */
export const anySaidGone = (store: Store, source: string, scope: string): boolean =>
  prepared(store, 'select 1 from membership where scope = ? and source = ? and said is not null limit 1').get(scope, source) !== undefined
