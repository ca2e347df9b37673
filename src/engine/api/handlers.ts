import type { CallName, CallParams, CallResults } from '../../shared/api.ts'
import type { Parts } from '../parts.ts'
import { alertHandlers } from './alerts.ts'
import { backupHandlers } from './backup.ts'
import { documentHandlers } from './documents.ts'
import { engineHandlers } from './engine.ts'
import { hookHandlers } from './hooks.ts'
import { overviewHandlers } from './overview.ts'
import { receiptHandlers } from './receipt.ts'
import { removalHandlers } from './removals.ts'
import { searchHandlers } from './search.ts'
import { signInHandlers } from './sign-in.ts'
import { sourceHandlers } from './sources.ts'
import { syncHandlers } from './sync.ts'

/** One function per call of `shared/api.ts`. */
export type Handlers<K extends CallName = CallName> = {
  readonly [N in K]: (parts: Parts, params: CallParams<N>) => Promise<CallResults[N]> | CallResults[N]
}

export const handlers: Handlers = {
  ...engineHandlers,
  ...sourceHandlers,
  ...signInHandlers,
  ...syncHandlers,
  ...removalHandlers,
  ...receiptHandlers,
  ...hookHandlers,
  ...searchHandlers,
  ...documentHandlers,
  ...alertHandlers,
  ...overviewHandlers,
  ...backupHandlers,
}
