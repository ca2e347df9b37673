import { ConnectorError, type Gone } from '../connectors/connector.ts'
import { clearHeld, type HeldRemoval, heldRemovals, holdRemovals, keepHeld, keptDocuments } from '../store/held.ts'
import { addStrikes, type MissedDocument, missedDocuments } from '../store/memberships.ts'
import { bury, type Leaving, leaveScope } from '../store/tombstones.ts'
import type { ScopePass } from './commit-batch.ts'
import { isSuspicious, RemovalsHeld } from './run.ts'

/** How many documents the source is asked about, or leave, at a time. */
const atATime = 200

/**
 * Removes what a feed said is gone, and what finished listings did not see: that only after as many misses in a row as
 * its kind of source needs, and only if the source then says so too. What a person said stays is left alone. Throws
 * RemovalsHeld, with none of it removed, when it would be a suspicious lot; what the settings leave out is none.
 */
export async function sweep(pass: ScopePass, after: 'finished-listing' | 'other'): Promise<void> {
  const { ports, source, scope, listing } = pass
  const { store } = ports
  const all = missedDocuments(store, source.id, scope, listing)
  const missed = all.filter((document) => !document.kept)
  if (missed.length === 0) {
    clearHeld(store, source.id, scope)
    return
  }
  pass.report.phase('removing')
  const strike = after === 'finished-listing' ? 1 : 0
  const due = missed.filter((document) => document.said !== null || document.strikes + strike >= pass.type.strikes)
  const gone = await confirmedGone(pass, due)
  if (strike > 0) for (const some of batches(missed)) addStrikes(store, source.id, scope, some.map(idOf))
  const asked = gone.filter(({ why }) => why === 'excluded')
  const surprising = gone.filter(({ why }) => why !== 'excluded')
  const of = pass.size - (all.length - missed.length)
  if (isSuspicious(surprising.length, of)) {
    await remove(pass, asked)
    holdRemovals(store, source.id, scope, surprising)
    throw new RemovalsHeld(surprising.length, of)
  }
  clearHeld(store, source.id, scope)
  await remove(pass, gone)
}

/**
 * Does as a person answered with what is held in a scope. When nothing is, an accepting answer is about what an earlier
 * one kept. Before anything is removed the source is asked once more: what came back in the meantime stays.
 */
export async function sweepAsAnswered(pass: ScopePass, accepted: boolean, kept: boolean): Promise<void> {
  const { store } = pass.ports
  const { id } = pass.source
  if (!accepted) {
    keepHeld(store, id, pass.scope)
    return
  }
  const due = (kept ? keptDocuments : heldRemovals)(store, id, pass.scope)
  pass.report.phase('removing')
  const gone = await askedGone(pass, due)
  clearHeld(store, id, pass.scope)
  await remove(pass, gone)
}

/** Holds everything that a scope has: the source says that the scope itself is no longer there. */
export function holdScope(pass: ScopePass, name: string): void {
  const { ports, source, scope, listing } = pass
  const documents = missedDocuments(ports.store, source.id, scope, listing + 1).filter((document) => !document.kept)
  if (documents.length === 0) {
    clearHeld(ports.store, source.id, scope)
    return
  }
  holdRemovals(
    ports.store,
    source.id,
    scope,
    documents.map(({ documentId }) => ({ documentId, why: 'deleted-or-unshared' as const })),
  )
  throw new RemovalsHeld(documents.length, documents.length, name)
}

type GoneDocument = Leaving & Pick<Gone, 'why'>

/** All of it is out of sight before anything derived of it is cleared away. */
async function remove(pass: ScopePass, gone: readonly GoneDocument[]): Promise<void> {
  const { ports, source, scope, signal } = pass
  for (const some of batches(gone)) {
    signal.throwIfAborted()
    const left = leaveScope(ports.store, source.id, scope, some, ports.now())
    pass.tally.add({
      deleted: (left.deleted ?? 0) + (left['deleted-or-unshared'] ?? 0),
      unshared: left.unshared ?? 0,
      excluded: left.excluded ?? 0,
    })
    pass.report.committed()
  }
  for (let more = gone.length > 0; more; ) {
    const started = performance.now()
    more = bury(ports.store)
    await pass.pace.rest(performance.now() - started, signal)
  }
}

/** A feed is believed. */
async function confirmedGone(pass: ScopePass, due: readonly MissedDocument[]): Promise<readonly GoneDocument[]> {
  const believed = due.flatMap(({ documentId, said }) => (said === null ? [] : [{ documentId, why: said }]))
  const asked = due.filter(({ said }) => said === null)
  return [...believed, ...(await askedGone(pass, asked))]
}

async function askedGone(pass: ScopePass, documents: readonly HeldRemoval[]): Promise<readonly GoneDocument[]> {
  const gone: GoneDocument[] = []
  for (const some of batches(documents)) {
    const said = new Map((await goneOf(pass, some.map(idOf))).map(({ id, why }) => [id, why]))
    for (const { documentId, externalId } of some) {
      const why = said.get(externalId)
      if (why !== undefined) gone.push({ documentId, why })
    }
  }
  return gone
}

/** Where a scope is no longer there, nothing in it is. */
async function goneOf(pass: ScopePass, ids: readonly string[]): Promise<readonly Gone[]> {
  try {
    return await pass.connector.gone(pass.scope, ids, pass.signal)
  } catch (error) {
    if (!(error instanceof ConnectorError) || error.problem !== 'not-found') throw error
    return ids.map((id) => ({ id, why: 'deleted-or-unshared' }))
  }
}

const idOf = (document: HeldRemoval): string => document.externalId

function* batches<T>(all: readonly T[]): Generator<readonly T[]> {
  for (let at = 0; at < all.length; at += atATime) yield all.slice(at, at + atATime)
}
