import type { Failure, GoneWhy, Problem, SkipReason } from '../../shared/model.ts'
import type { Change, ConnectorError, DocumentRef } from '../connectors/connector.ts'
import type { KnownDocument } from '../store/documents.ts'
import { type Makers, madeByCurrent, markGivenUp, markHolding, markLeft, markRead } from './versions.ts'

/** What is to be done about one page, decided without reading anything. */
export interface PagePlan {
  /** Same version as in the index, or left alone before for the same reason. */
  readonly seen: readonly { readonly ref: DocumentRef; readonly known: KnownDocument }[]
  readonly derive: readonly ToDerive[]
  readonly leave: readonly { readonly ref: DocumentRef; readonly reason: SkipReason }[]
  /** The source named the document and could not say more about it. */
  readonly refused: readonly { readonly ref: DocumentRef; readonly error: ConnectorError; readonly attempts: number }[]
  /** Known documents that the source says are gone, and why. */
  readonly gone: readonly (readonly [id: string, why: GoneWhy])[]
  readonly unseen: readonly { readonly prefix: string; readonly error: ConnectorError }[]
  /** What the source answered, in its order, for what is not to be read: a problem that is new, or null when nothing was wrong. */
  readonly answers: readonly (Problem | null)[]
}

export interface ToDerive {
  readonly ref: DocumentRef
  readonly known: KnownDocument | null
  /** Failed attempts so far. */
  readonly attempts: number
}

/** What a plan is made from. */
export interface PlanInput {
  readonly known: ReadonlyMap<string, KnownDocument>
  readonly failures: ReadonlyMap<string, Failure>
  readonly leftOut: (externalId: string, path: readonly string[]) => SkipReason | null
  readonly makers: Makers
  readonly now: Date
}

/** Sorts the changes of one page by what must be done. A feed may say deleted, then restored: the last word counts. */
export function planPage(changes: readonly Change[], input: PlanInput): PagePlan {
  const plan = { seen: [], derive: [], leave: [], refused: [], gone: [], unseen: [], answers: [] } as {
    -readonly [K in keyof PagePlan]: PagePlan[K][number][]
  }
  for (const change of lastWords(changes)) {
    if (change.type === 'unseen') plan.unseen.push(change)
    else if (change.type === 'delete') {
      if (input.known.has(change.id)) plan.gone.push([change.id, change.why ?? 'deleted'])
    } else if (change.type === 'failure') {
      const known = input.known.get(change.id)
      const attempts = input.failures.get(change.id)?.attempts ?? 0
      plan.refused.push({ ref: bareRef(change.id, change.title, known), error: change.error, attempts })
      if (!isOldNews(known, change.error.problem)) plan.answers.push(change.error.problem)
    } else planListed(plan, change, input)
  }
  return plan
}

function planListed(
  plan: { -readonly [K in keyof PagePlan]: PagePlan[K][number][] },
  change: Extract<Change, { type: 'upsert' | 'skip' }>,
  input: PlanInput,
): void {
  const { ref } = change
  const known = input.known.get(ref.id)
  const reason = input.leftOut(ref.id, ref.path) ?? (change.type === 'skip' ? change.reason : null)
  if (reason !== null) {
    if (known?.state === 'skipped' && known.version === markLeft(ref, reason)) plan.seen.push({ ref, known })
    else plan.leave.push({ ref, reason })
    plan.answers.push(null)
    return
  }
  const failure = input.failures.get(ref.id)
  if (known !== undefined && isUnchanged(ref, known, failure, input)) {
    plan.seen.push({ ref, known })
    plan.answers.push(null)
  } else plan.derive.push({ ref, known: known ?? null, attempts: failure?.attempts ?? 0 })
}

/** A failure that waits in the queue already counts no second time against the source. */
export const isOldNews = (known: KnownDocument | null | undefined, problem: Problem): boolean =>
  known?.state === 'failed' && known.reason === problem

/** True when reading the document could only lead to what the index already says of it. */
export function isUnchanged(
  ref: DocumentRef,
  known: KnownDocument,
  failure: Failure | undefined,
  input: Pick<PlanInput, 'makers' | 'now'>,
): boolean {
  if (ref.versionUncertain === true) return false
  if (known.state === 'searchable')
    return known.version === markHolding(ref, input.makers) || (known.version === markRead(ref) && madeByCurrent(known, input.makers))
  if (known.version !== markGivenUp(ref, input.makers)) return false
  return known.state === 'skipped' || (known.state === 'failed' && !isDue(failure, input.now))
}

function isDue(failure: Failure | undefined, now: Date): boolean {
  if (failure === undefined) return true
  return !failure.ignored && failure.nextAttemptAt !== null && Date.parse(failure.nextAttemptAt) <= now.getTime()
}

function lastWords(changes: readonly Change[]): Iterable<Change> {
  const last = new Map<string, Change>()
  for (const change of changes) {
    const key = change.type === 'unseen' ? `unseen ${change.prefix}` : `document ${'ref' in change ? change.ref.id : change.id}`
    last.delete(key)
    last.set(key, change)
  }
  return last.values()
}

/** A ref for a document that the source named without saying more. Its version fits no later one, so it will be read. */
function bareRef(id: string, title: string, known: KnownDocument | undefined): DocumentRef {
  return {
    id,
    version: '',
    title: known?.title ?? title,
    titled: false,
    url: '',
    updatedAt: '',
    mimeType: 'application/octet-stream',
    path: known?.path ?? [],
  }
}
