import { listings, noteListed } from '../store/schedules.ts'
import type { Store } from '../store/store.ts'
import type { SyncPorts } from './ports.ts'

/** Call it before a run; the answer, called after it, notes whether every scope of the source was listed to the end by then. */
export function watchForListing({ store, now }: SyncPorts, source: string): () => void {
  const before = listings(store, source)
  const began = now()
  return () => {
    const after = [...listings(store, source)]
    const ended = after.every(([scope, { listing, listed }]) => {
      const was = before.get(scope)
      return listed && (was === undefined || !was.listed || listing > was.listing)
    })
    if (ended && after.length > 0) noteListed(store, source, began)
  }
}

/** A listing that was cut short: going on with it from its cursor ends it, beginning anew would lose what it has seen. */
export const isListingUnderWay = (store: Store, source: string): boolean =>
  [...listings(store, source).values()].some(({ listing, listed }) => listing > 0 && !listed)
