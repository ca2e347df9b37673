import { z } from 'zod'
import type { HooksStatus } from '../model/hooks.ts'
import { id, none } from './inputs.ts'

export const hooksCalls = {
  'hooks.get': none,
  /** Lets others tell that a document of the source changed, or no longer. */
  'hooks.set': z.object({ source: id, on: z.boolean() }).strict(),
  /** A call as it came in from outside; only its signature lets it pass. */
  'hooks.receive': z
    .object({ source: z.string().max(200), timestamp: z.string().max(200), signature: z.string().max(200), body: z.string().max(65_536) })
    .strict(),
} as const

export interface HooksResults {
  'hooks.get': HooksStatus
  /** The secret is shown once, when the hook is switched on; null when it was on already or is off now. */
  'hooks.set': { readonly url: string | null; readonly secret: string | null }
  'hooks.receive': { readonly will: 'reread' | 'sync' }
}
