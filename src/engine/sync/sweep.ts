import { addStrikes, keepUnder, type MissedDocument, missedDocuments, removeDocuments } from '../store/memberships.ts'
import { isSaidGone } from '../store/said-gone.ts'
import type { ScopePass } from './commit-batch.ts'
import { isSuspicious, RemovalsHeld } from './run.ts'

/** How many documents the source is asked about, or are removed, at a time. */
const atATime = 200

/**
 * Removes what a feed said is gone, and what finished listings did not see: that only after as many misses in a row as
 * its kind of source needs, and only if the source then says so too. Throws RemovalsHeld, with nothing removed, when it
 * would be a suspicious lot.
 */
export async function sweep(pass: ScopePass, after: 'finished-listing' | 'other'): Promise<void> {
  const { ports, source, scope, listing, signal } = pass
  const { store } = ports
  const missed = missedDocuments(store, source.id, scope, listing)
  if (missed.length === 0) return
  pass.report.phase('removing')
  if (pass.removals === 'keep') {
    keepUnder(store, source.id, scope, listing, '')
    return
  }
  const strike = after === 'finished-listing' ? 1 : 0
  const due = missed.filter((document) => document.strikes + strike >= pass.type.strikes)
  const gone = await confirmedGone(pass, due)
  if (strike > 0) for (const some of batches(missed)) addStrikes(store, source.id, scope, some.map(idOf))
  if (pass.removals === 'ask' && isSuspicious(gone.length, pass.size)) throw new RemovalsHeld(gone.length, pass.size)
  for (const some of batches(gone)) {
    signal.throwIfAborted()
    const started = performance.now()
    pass.tally.add({ deleted: removeDocuments(store, source.id, scope, some.map(idOf)) })
    pass.report.committed()
    await pass.pace.rest(performance.now() - started, signal)
  }
}

/** A feed is believed, but when a person answers later, that may have changed. */
async function confirmedGone(pass: ScopePass, due: readonly MissedDocument[]): Promise<readonly MissedDocument[]> {
  const believed = pass.removals === 'ask' ? due.filter(isSaidGone) : []
  const asked = pass.removals === 'ask' ? due.filter((document) => !isSaidGone(document)) : due
  const gone = [...believed]
  for (const some of batches(asked)) {
    const said = new Set((await pass.connector.gone(pass.scope, some.map(idOf), pass.signal)).map(({ id }) => id))
    gone.push(...some.filter((document) => said.has(document.externalId)))
  }
  return gone
}

const idOf = (document: MissedDocument): string => document.externalId

function* batches<T>(all: readonly T[]): Generator<readonly T[]> {
  for (let at = 0; at < all.length; at += atATime) yield all.slice(at, at + atATime)
}
