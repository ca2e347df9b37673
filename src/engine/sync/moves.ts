import type { GoneWhy } from '../../shared/model.ts'
import { type Connector, ConnectorError, type Gone } from '../connectors/connector.ts'
import { findByContent, findByFingerprint, type KnownDocument } from '../store/documents.ts'
import { scopesOf } from '../store/memberships.ts'
import type { Store } from '../store/store.ts'

/** A document that the index does not know, with the content it turned out to have. */
export interface Arrival {
  readonly externalId: string
  readonly fingerprint: string | undefined
  readonly contentHash: string
}

/** How many documents with an arrival's content are asked about. Boilerplate lies in thousands of places. */
const twinsAsked = 8

/**
 * Which arrivals are known documents under a new name: the source recognises it, or else the content is the same, and
 * the source says that the old name is gone from wherever it was. Answers the old document by the arrival's id; each is given once.
 */
export async function findMoves(
  find: { readonly store: Store; readonly source: string; readonly scope: string; readonly connector: Connector },
  arrivals: readonly Arrival[],
  page: { readonly listed: ReadonlySet<string>; readonly gone: ReadonlyMap<string, GoneWhy> },
  signal: AbortSignal,
): Promise<ReadonlyMap<string, KnownDocument>> {
  const isCandidate = (known: KnownDocument) => !page.listed.has(known.externalId)
  const recognised = arrivals.map((arrival) => byFingerprint(find, arrival).filter(isCandidate))
  const alike = arrivals.map((arrival) =>
    findByContent(find.store, find.source, arrival.contentHash).filter(isCandidate).slice(0, twinsAsked),
  )
  const gone = await goneEverywhere(find, [...recognised, ...alike].flat(), page.gone, signal)
  const moves = new Map<string, KnownDocument>()
  const taken = new Set<string>()
  // Equal content proves little: it may only claim what no fingerprint does.
  for (const candidates of [recognised, alike])
    arrivals.forEach(({ externalId }, at) => {
      const from = candidates[at]!.find((known) => gone.has(known.externalId) && !taken.has(known.externalId))
      if (from === undefined || moves.has(externalId)) return
      taken.add(from.externalId)
      moves.set(externalId, from)
    })
  return moves
}

/**
 * Of these documents, the external ids of those that left every scope they are in. A copy that lies in another scope is
 * not here, and has moved nowhere.
 */
async function goneEverywhere(
  find: Parameters<typeof findMoves>[0],
  candidates: readonly KnownDocument[],
  goneHere: { has(externalId: string): boolean },
  signal: AbortSignal,
): Promise<ReadonlySet<string>> {
  const scopes = scopesOf(
    find.store,
    candidates.map((known) => known.documentId),
  )
  const gone = new Set(candidates.map((known) => known.externalId))
  for (const scope of new Set([...scopes.values()].flat())) {
    const inScope = candidates.filter(({ documentId }) => scopes.get(documentId)?.includes(scope)).map((known) => known.externalId)
    const asked = [...new Set(inScope)].filter((id) => gone.has(id) && !(scope === find.scope && goneHere.has(id)))
    const said = asked.length === 0 ? [] : await saidGone(find.connector, scope, asked, signal)
    for (const id of asked) if (!said.some((one) => one.id === id)) gone.delete(id)
  }
  return gone
}

/** Of a scope that is closed or not there any more nothing can be told. */
async function saidGone(connector: Connector, scope: string, ids: readonly string[], signal: AbortSignal): Promise<readonly Gone[]> {
  try {
    return await connector.gone(scope, ids, signal)
  } catch (error) {
    if (error instanceof ConnectorError && ['forbidden', 'not-found'].includes(error.problem)) return []
    throw error
  }
}

function byFingerprint(find: { readonly store: Store; readonly source: string }, { fingerprint }: Arrival): readonly KnownDocument[] {
  const known = fingerprint === undefined ? null : findByFingerprint(find.store, find.source, fingerprint)
  return known === null ? [] : [known]
}
