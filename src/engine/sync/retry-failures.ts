import { dueFailures, type FailureFilter, listFailures } from '../store/failures.ts'
import { type Rereading, rereadInLane } from './reread-sources.ts'

/** Tries failed documents again now. Ignored ones only when they are named. */
export async function retryFailures(
  rereading: Rereading,
  filter: FailureFilter,
): Promise<{ readonly retried: number; readonly succeeded: number }> {
  const asked = listFailures(rereading.ports.store, filter).filter((failure) => !failure.ignored || filter.externalIds !== undefined)
  return { retried: asked.length, succeeded: await reread(rereading, asked) }
}

/** Tries the failures again whose time has come, of the sources that may be worked on now. */
export async function retryDue(rereading: Rereading, mayWorkOn: (source: string) => boolean): Promise<void> {
  const due = dueFailures(rereading.ports.store, rereading.ports.now()).filter((failure) => mayWorkOn(failure.source))
  await reread(rereading, due)
}

async function reread(
  rereading: Rereading,
  failures: readonly { readonly source: string; readonly externalId: string }[],
): Promise<number> {
  const bySource = Map.groupBy(failures, (failure) => failure.source)
  const succeeded = await Promise.all(
    [...bySource].map(([source, some]) =>
      rereadInLane(
        rereading,
        source,
        some.map((failure) => failure.externalId),
      ),
    ),
  )
  return succeeded.reduce((sum, count) => sum + count, 0)
}
