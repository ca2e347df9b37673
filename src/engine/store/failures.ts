import type { Failure, FailureCount, Problem, Said } from '../../shared/model.ts'
import type { FailedDocument } from './commit.ts'
import { toInstantOrNull } from './instants.ts'
import { prepared } from './statements.ts'
import type { Store } from './store.ts'

/** Which failures are meant; what is left out does not restrict. */
export interface FailureFilter {
  readonly source?: string | undefined
  readonly externalIds?: readonly string[] | undefined
  readonly documentIds?: readonly number[] | undefined
  readonly problem?: string | undefined
}

export interface FailurePage {
  readonly after: number
  readonly limit: number
  readonly withIgnored: boolean
}

/** A failure that is to be tried again, and where. */
export type DueFailure = Failure & { readonly scope: string }

/** Failures of sources that are at work whose time has come, longest waiting first. */
export const dueFailures = (store: Store, now: Date): readonly DueFailure[] =>
  prepared<FailureRow>(
    store,
    `select f.* from failure f join source s on s.id = f.source
     where f.next_attempt_at <= ? and f.ignored = 0 and s.removed = 0 and s.state != 'paused' order by f.next_attempt_at`,
  )
    .all(now.getTime())
    .map((row) => ({ ...toFailure(row), scope: row.scope }))

/** All that match, by source, then external id. */
export const listFailures = (store: Store, filter: FailureFilter): readonly DueFailure[] =>
  prepared<FailureRow>(store, `select * from failure where ${matches} order by source, external_id`)
    .all(parameters(filter))
    .map((row) => ({ ...toFailure(row), scope: row.scope }))

/** A page of them by document id, `after` the last one's; with `withIgnored` also those that a person said to ignore. */
export const failuresPage = (store: Store, filter: FailureFilter, page: FailurePage): readonly Failure[] =>
  prepared<FailureRow>(
    store,
    `select * from failure where ${matches} and document > :after and (:withIgnored or ignored = 0) order by document limit :limit`,
  )
    .all({ ...parameters(filter), ...page, withIgnored: page.withIgnored ? 1 : 0 })
    .map(toFailure)

/** How many there are of each kind, the most frequent first. */
export const countFailures = (store: Store, filter: FailureFilter): readonly FailureCount[] =>
  prepared<FailureCount>(
    store,
    `select problem, sum(ignored = 0) as open, sum(ignored) as ignored from failure where ${matches}
     group by problem order by count(*) desc, problem`,
  ).all(parameters(filter))

/** These are not tried again until they change. Answers how many there are. */
export const ignoreFailures = (store: Store, filter: FailureFilter): number =>
  prepared(store, `update failure set ignored = 1 where ${matches}`).run(parameters(filter)).changes

/** What is due and got no answer, because its source could not be asked, waits until then. */
export const postponeFailures = (store: Store, source: string, now: Date, until: Date): number =>
  prepared(store, 'update failure set next_attempt_at = ? where source = ? and next_attempt_at <= ?').run(
    until.getTime(),
    source,
    now.getTime(),
  ).changes

/** Forgets a document's failure; the document itself stays as it is. */
export function clearFailure(store: Store, source: string, externalId: string): void {
  prepared(store, 'delete from failure where source = ? and external_id = ?').run(source, externalId)
}

/** Counts one more failed attempt. A document that `changed` since the last one starts anew. */
export function noteFailure(
  store: Store,
  failed: FailedDocument & { readonly source: string; readonly scope: string; readonly document: number; readonly changed: boolean },
): void {
  prepared(
    store,
    `insert into failure (source, external_id, document, title, problem, detail, attempts, next_attempt_at, scope, content_hash, maker)
     values (:source, :externalId, :document, :title, :problem, :detail, 1, :nextAttemptAt, :scope, :contentHash, :maker)
     on conflict (source, external_id) do update set document = excluded.document, title = excluded.title, problem = excluded.problem,
       detail = excluded.detail, next_attempt_at = excluded.next_attempt_at, scope = excluded.scope,
       content_hash = excluded.content_hash, maker = excluded.maker,
       attempts = case when :changed then 1 else attempts + 1 end, ignored = case when :changed then 0 else ignored end`,
  ).run({
    source: failed.source,
    externalId: failed.ref.id,
    document: failed.document,
    title: failed.ref.title,
    problem: failed.problem,
    detail: failed.detail,
    nextAttemptAt: failed.nextAttemptAt,
    scope: failed.scope,
    contentHash: failed.contentHash,
    maker: failed.maker,
    changed: failed.changed ? 1 : 0,
  })
}

const matches = `(:source is null or source = :source) and (:problem is null or problem = :problem)
  and (:externalIds is null or external_id in (select value from json_each(:externalIds)))
  and (:documentIds is null or document in (select value from json_each(:documentIds)))`

const parameters = ({ source, externalIds, documentIds, problem }: FailureFilter) => ({
  source: source ?? null,
  problem: problem ?? null,
  externalIds: externalIds === undefined ? null : JSON.stringify(externalIds),
  documentIds: documentIds === undefined ? null : JSON.stringify(documentIds),
})

interface FailureRow {
  readonly source: string
  readonly external_id: string
  readonly document: number
  readonly title: string
  readonly problem: Problem
  readonly attempts: number
  readonly next_attempt_at: number | null
  readonly ignored: number
  readonly scope: string
}

const saidOf = ({ problem, ignored, next_attempt_at }: FailureRow): Said => ({
  code: 'failure',
  params: { problem, next: ignored === 1 ? 'ignored' : next_attempt_at === null ? 'when-changed' : 'by-itself' },
})

const toFailure = (row: FailureRow): Failure => ({
  source: row.source,
  documentId: row.document,
  externalId: row.external_id,
  title: row.title,
  problem: row.problem,
  said: saidOf(row),
  attempts: row.attempts,
  nextAttemptAt: row.ignored === 1 ? null : toInstantOrNull(row.next_attempt_at),
  ignored: row.ignored === 1,
})
