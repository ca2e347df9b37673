import type { GoneWhy } from '../../shared/model.ts'
import type { Connector } from '../connectors/connector.ts'
import { findByContent, findByFingerprint, type KnownDocument } from '../store/documents.ts'
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
 * the source says that the old name is gone. Answers the old document by the arrival's id; each is given once.
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
  const asked = [...new Set([...recognised, ...alike].flat().map((known) => known.externalId))].filter((id) => !page.gone.has(id))
  const confirmed = asked.length === 0 ? [] : await find.connector.gone(find.scope, asked, signal)
  const gone = new Set([...page.gone.keys(), ...confirmed.map(({ id }) => id)])
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

function byFingerprint(find: { readonly store: Store; readonly source: string }, { fingerprint }: Arrival): readonly KnownDocument[] {
  const known = fingerprint === undefined ? null : findByFingerprint(find.store, find.source, fingerprint)
  return known === null ? [] : [known]
}
