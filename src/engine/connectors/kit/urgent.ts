import { AsyncLocalStorage } from 'node:async_hooks'

const someoneWaits = new AsyncLocalStorage<boolean>()

/**
 * Whatever the work asks of a source goes before the pages of background syncs: a person waits for it. It holds for
 * everything that the work starts and waits for.
 */
export const urgently = <T>(work: () => T): T => someoneWaits.run(true, work)

export const isUrgent = (): boolean => someoneWaits.getStore() === true
