import type { ListedDocument, Problem, SkipReason } from '../../shared/model.ts'
import { prepared } from './statements.ts'
import type { Store } from './store.ts'

export interface BehindRequest {
  readonly source: string
  readonly part: 'searchable' | 'skipped' | 'failed' | 'waiting'
  /** Only those with this reason. */
  readonly reason?: string | undefined
  /** Only documents with a higher id. */
  readonly after: number
  readonly limit: number
}

/** The documents that a number of a source's receipt counts, in the order of their ids. */
export const documentsBehind = (store: Store, { source, part, reason, after, limit }: BehindRequest): readonly ListedDocument[] =>
  prepared<Omit<ListedDocument, 'path'> & { readonly path: string }>(
    store,
    `select id as documentId, external_id as externalId, title, path, reason from document
     where source = :source and state = :part and (:reason is null or reason = :reason) and id > :after order by id limit :limit`,
  )
    .all({ source, part, reason: reason ?? null, after, limit })
    .map((row) => ({ ...row, path: JSON.parse(row.path) as string[], reason: row.reason as SkipReason | Problem | null }))
