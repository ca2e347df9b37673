import { dueFailures, type FailureFilter, listFailures, postponeFailures } from '../store/failures.ts'
import { type Rereading, rereadInLane } from './reread-sources.ts'

/** Tries failed documents again now, if a password is given then with that. Ignored ones only when they are named. */
export async function retryFailures(
  rereading: Rereading,
  filter: FailureFilter,
  password?: string,
): Promise<{ readonly retried: number; readonly succeeded: number }> {
  const isNamed = filter.externalIds !== undefined || filter.documentIds !== undefined
  const asked = listFailures(rereading.ports.store, filter).filter((failure) => !failure.ignored || isNamed)
  return { retried: asked.length, succeeded: await reread(rereading, asked, password) }
}

/** How long a source is left alone that could not be asked, in ms. */
const unansweredMs = 600_000

/** Tries the failures again whose time has come, of the sources that may be worked on now. */
export async function retryDue(rereading: Rereading, mayWorkOn: (source: string) => boolean): Promise<void> {
  const { store, now } = rereading.ports
  const started = now()
  const due = dueFailures(store, started).filter((failure) => mayWorkOn(failure.source))
  await reread(rereading, due)
  for (const source of new Set(due.map((failure) => failure.source)))
    postponeFailures(store, source, started, new Date(started.getTime() + unansweredMs))
}

async function reread(
  rereading: Rereading,
  failures: readonly { readonly source: string; readonly externalId: string }[],
  password?: string,
): Promise<number> {
  const bySource = Map.groupBy(failures, (failure) => failure.source)
  const succeeded = await Promise.all(
    [...bySource].map(([source, some]) =>
      rereadInLane(
        rereading,
        source,
        some.map((failure) => failure.externalId),
        password,
      ),
    ),
  )
  return succeeded.reduce((sum, count) => sum + count, 0)
}
