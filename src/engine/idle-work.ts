import type { Store } from './store/store.ts'
import { tidy } from './store/tidy.ts'
import { removeOrphanVectors } from './store/vectors.ts'

/** How often there is a look whether nothing else is going on, in ms. */
const lookMs = 20_000

/** Gives back what deleted documents left behind, a little at a time, while nobody syncs or searches. */
export function startIdleWork(store: Store, isIdle: () => boolean): { changed(): void; stop(): void } {
  let due = true
  const timer = setInterval(() => {
    if (!due || !isIdle()) return
    due = false
    removeOrphanVectors(store)
    while (isIdle() && tidy(store)) {
      // Each call is one small bite.
    }
  }, lookMs)
  timer.unref()
  return {
    changed: () => {
      due = true
    },
    stop: () => clearInterval(timer),
  }
}
