import type { Json } from '../../shared/json.ts'
import type { GoneWhy } from '../../shared/model.ts'
import { commitPage, type DocumentChange, type PageWrite } from '../store/commit.ts'
import type { KnownDocument } from '../store/documents.ts'
import { anyDocumentRule, ruleFollows } from '../store/rules.ts'
import { noteSaidGone } from '../store/said-gone.ts'
import type { Batch, Ready } from './batch.ts'
import { type Arrival, findMoves } from './moves.ts'
import type { Run } from './run.ts'
import { markLeft, versionOf } from './versions.ts'

/** One pass over one scope. */
export interface ScopePass extends Run {
  readonly scope: string
  readonly listing: number
  readonly batch: Batch
  /** Documents that were in the scope when the pass began. */
  readonly size: number
}

/** What one page says of its documents as a whole. */
export interface PageFacts {
  readonly listed: ReadonlySet<string>
  /** Why, by id; what turns out to have vanished while it was read comes in. */
  readonly gone: Map<string, GoneWhy>
  /** Of those gone, the ones found again under another id. */
  readonly moved: Set<string>
}

/** Commits what was collected so far, if anything; the cursor stays where it is. */
export async function commitBatch(pass: ScopePass, page: PageFacts): Promise<void> {
  const ready = pass.batch.take()
  if (ready.length > 0) await commit(pass, ready, await withMoves(pass, page, ready))
}

/**
 * Commits the rest of a page and its cursor. What the page says is gone is noted only: the sweep at the end of the pass
 * sees how much it is in all, and until then it may turn out to have moved. `same` are documents that stay as they are.
 */
export async function finishPage(pass: ScopePass, page: PageFacts, cursor: Json, same: readonly number[] = []): Promise<void> {
  const { ports, source, scope } = pass
  const ready = pass.batch.take()
  const changes = await withMoves(pass, page, ready)
  for (const id of page.moved) page.gone.delete(id)
  if (page.gone.size > 0) noteSaidGone(ports.store, source.id, scope, page.gone)
  await commit(pass, ready, changes, { cursor, same })
}

async function withMoves(pass: ScopePass, page: PageFacts, ready: readonly Ready[]): Promise<readonly DocumentChange[]> {
  const arrivals = ready.flatMap(({ change, known }): Arrival[] =>
    change.type === 'indexed' && change.ref.part === undefined && known === null
      ? [{ externalId: change.ref.id, fingerprint: change.ref.fingerprint, contentHash: change.derived.contentHash }]
      : [],
  )
  if (arrivals.length === 0) return ready.map(({ change }) => change)
  const { ports, source, scope, connector } = pass
  const find = { store: ports.store, source: source.id, scope, connector }
  const moves = pass.size === 0 ? new Map<string, KnownDocument>() : await findMoves(find, arrivals, page, pass.signal)
  const ruled = anyDocumentRule(ports.store)
  const byId = new Map(arrivals.map((arrival) => [arrival.externalId, arrival]))
  return ready.map(({ change }) => {
    const arrival = change.type === 'indexed' ? byId.get(change.ref.id) : undefined
    if (change.type !== 'indexed' || arrival === undefined) return change
    const from = moves.get(change.ref.id)
    if (from !== undefined) page.moved.add(from.externalId)
    const moved = from === undefined ? {} : { moved: from.documentId }
    if (!ruled || !ruleFollows(ports.store, source.id, arrival, from?.externalId ?? null)) return { ...change, ...moved }
    // A person said that it must never be indexed, and that is not forgotten with its name.
    const ref = { ...change.ref, version: markLeft({ ...change.ref, version: versionOf(change.ref.version) }, 'never') }
    return { type: 'skipped', ref, reason: 'never', contentHash: arrival.contentHash, ...moved }
  })
}

/** What a page's last commit has besides its changes. */
type PageEnd = Required<Pick<PageWrite, 'cursor' | 'same'>>

async function commit(pass: ScopePass, ready: readonly Ready[], changes: readonly DocumentChange[], end?: PageEnd): Promise<void> {
  const { ports, source, scope, listing } = pass
  pass.signal.throwIfAborted()
  const started = performance.now()
  const counts = commitPage(ports.store, {
    source: source.id,
    scope,
    listing,
    changes,
    now: ports.now(),
    ...end,
  })
  const took = performance.now() - started
  const stamped = (state: string) =>
    ready.filter(({ change, known }) => change.type === 'seen' && change.ref.part === undefined && known?.state === state).length
  const same = end?.same.length ?? 0
  const skipped = stamped('skipped')
  const failed = stamped('failed')
  pass.tally.add({
    ...counts,
    listed: changes.filter((change) => 'ref' in change && change.ref.part === undefined).length + same,
    unchanged: counts.unchanged + same - skipped - failed,
    skipped: counts.skipped + skipped,
    failed: counts.failed + failed,
  })
  pass.report.committed()
  await pass.pace.rest(took, pass.signal)
}
