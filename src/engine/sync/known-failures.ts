import type { Failure } from '../../shared/model.ts'
import type { KnownDocument } from '../store/documents.ts'
import { listFailures } from '../store/failures.ts'
import type { Store } from '../store/store.ts'

/** The failures noted for documents that are known to have failed, by external id. */
export function knownFailures(store: Store, source: string, known: ReadonlyMap<string, KnownDocument>): ReadonlyMap<string, Failure> {
  const externalIds = [...known.values()].filter((document) => document.state === 'failed').map((document) => document.externalId)
  if (externalIds.length === 0) return new Map()
  return new Map(listFailures(store, { source, externalIds }).map((failure) => [failure.externalId, failure]))
}
