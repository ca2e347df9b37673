import { prepared } from './statements.ts'
import type { Store } from './store.ts'
import { transact } from './transaction.ts'

/** More misses in a row than any kind of source asks for. */
const enough = 1_000

/** True for a missed document with so many strikes because of `noteSaidGone`. */
export const isSaidGone = ({ strikes }: { readonly strikes: number }): boolean => strikes >= enough

/**
 * Notes that the source itself said these documents are gone, without removing them yet: to whoever asks they count as
 * missed by the latest listing, often enough. Being seen again takes it back.
 */
export function noteSaidGone(store: Store, source: string, scope: string, externalIds: readonly string[]): void {
  transact(store, () => {
    const note = prepared(
      store,
      `update membership set listing = 0, strikes = ${enough}
       where scope = ? and source = ? and document = (select id from document where source = ? and external_id = ?)`,
    )
    for (const externalId of externalIds) note.run(scope, source, source, externalId)
  })
}

/** True when there are documents that the source said are gone and that are still there. */
export const anySaidGone = (store: Store, source: string, scope: string): boolean =>
  prepared(store, `select 1 from membership where scope = ? and source = ? and strikes >= ${enough} limit 1`).get(scope, source) !==
  undefined
