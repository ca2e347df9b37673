import { z } from 'zod'
import type { GovernorStatus } from '../model/governor.ts'
import type { SyncRun } from '../model/run.ts'
import type { EmbeddingStatus, Status } from '../model/status.ts'
import { id, none, pauseMinutes } from './inputs.ts'

export const syncCalls = {
  'sync.run': z.object({ sources: z.array(id).optional(), full: z.boolean().default(false), embed: z.boolean().default(true) }).strict(),
  'sync.stop': none,
  /** Everything that happens by itself rests. Without `minutes`, until `sync.resume`. */
  'sync.pause': z.object({ minutes: pauseMinutes.optional() }).strict(),
  'sync.resume': none,
  status: z.object({ id: id.optional() }).strict(),
  'embedding.status': none,
  'embedding.pause': none,
  'embedding.resume': none,
  'runs.list': z.object({ source: id.optional(), limit: z.number().int().min(1).max(500).default(50) }).strict(),
} as const

export interface SyncResults {
  'sync.run': { readonly runs: readonly SyncRun[] }
  'sync.stop': Record<string, never>
  'sync.pause': GovernorStatus
  'sync.resume': GovernorStatus
  status: Status
  'embedding.status': EmbeddingStatus
  'embedding.pause': EmbeddingStatus
  'embedding.resume': EmbeddingStatus
  'runs.list': readonly SyncRun[]
}
