import { commitPage } from '../store/commit.ts'
import { type ListedDocument, listedAfter } from '../store/listed-documents.ts'
import { leftOutMatcher } from '../store/rules.ts'
import { findScope } from '../store/scopes.ts'
import { listSources } from '../store/sources.ts'
import { type Rereading, rereadInLane } from './reread-sources.ts'
import { turn } from './timers.ts'
import { isLeft, markLeft, versionOf } from './versions.ts'

const atATime = 200

const reasons = ['never', 'excluded'] as const
type Reason = (typeof reasons)[number]

/**
 * Makes the index follow never-rules and excludes as they are now: what one of them covers loses its text at once, and what none
 * covers any more is read again, after the source's run if one is under way. Answers how many documents lost their text.
 */
export async function applyRules(rereading: Rereading): Promise<number> {
  const { store, log } = rereading.ports
  let left = 0
  for (const { id: source } of listSources(store)) {
    const again: string[] = []
    for (let after = 0; ; ) {
      const some = listedAfter(store, source, after, atATime)
      const last = some.at(-1)
      if (last === undefined) break
      after = last.documentId
      const leftOut = leftOutMatcher(store)
      const byReason = Map.groupBy(some, ({ ref }) => leftOut(source, ref.id, ref.path, ref.part === undefined ? undefined : ref.title))
      for (const reason of reasons) left += leave(rereading, source, reason, byReason.get(reason) ?? [])
      const free = byReason.get(null) ?? []
      again.push(...free.filter(({ ref }) => reasons.some((reason) => isLeft(ref.version, reason))).map(({ ref }) => ref.id))
      await turn()
    }
    if (again.length === 0) continue
    const wasBusy = rereading.lanes.isBusy(source)
    const read = rereadInLane(rereading, source, again)
    if (!wasBusy) await read
    else read.catch((error: unknown) => log.error({ source, error }, 'reading documents again failed'))
  }
  return left
}

function leave({ ports }: Rereading, source: string, reason: Reason, covered: readonly ListedDocument[]): number {
  const documents = covered.filter(({ ref }) => !isLeft(ref.version, reason))
  for (const [scope, inScope] of Map.groupBy(documents, (document) => document.scope)) {
    const { listing } = findScope(ports.store, source, scope)!
    const changes = inScope.map(({ ref }) => ({
      type: 'skipped' as const,
      ref: { ...ref, version: markLeft({ ...ref, version: versionOf(ref.version) }, reason) },
      reason,
      contentHash: null,
    }))
    commitPage(ports.store, { source, scope, listing, changes, now: ports.now() })
  }
  return documents.length
}
