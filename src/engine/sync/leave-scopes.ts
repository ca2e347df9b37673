import { deleteScope, listScopes, membersOf } from '../store/scopes.ts'
import { findSource } from '../store/sources.ts'
import { bury, leaveScope } from '../store/tombstones.ts'
import type { SyncPorts } from './ports.ts'
import { turn } from './timers.ts'

/** Documents that leave in one transaction. */
const atATime = 500

/**
 * Takes out of the index what is only in scopes that a person no longer chose. The person asked for it, so nothing asks
 * back. Answers how many documents left.
 */
export async function leaveUnchosenScopes({ store, now }: Pick<SyncPorts, 'store' | 'now'>, sourceId: string): Promise<number> {
  const source = findSource(store, sourceId)
  if (source === null || source.scopes === null) return 0
  const chosen = new Set(source.scopes.map(({ id }) => id))
  let left = 0
  for (const { id: scope } of listScopes(store, sourceId).filter(({ id }) => !chosen.has(id))) {
    for (;;) {
      const some = membersOf(store, sourceId, scope, atATime)
      if (some.length === 0) break
      const leaving = some.map((documentId) => ({ documentId, why: 'scope-left' as const }))
      left += leaveScope(store, sourceId, scope, leaving, now())['scope-left'] ?? 0
      await turn()
    }
    deleteScope(store, sourceId, scope)
  }
  if (left > 0) while (bury(store)) await turn()
  return left
}
