import { z } from 'zod'
import type { Failure, FailureCount, ListedDocument } from '../model/coverage.ts'
import type { DocumentRelations, DocumentView } from '../model/document.ts'
import type { BrakePreview, NeverRule, Removal } from '../model/removal.ts'
import type { SyncRun } from '../model/run.ts'
import { id, none } from './inputs.ts'

const failures = z
  .object({
    source: id.optional(),
    externalIds: z.array(z.string()).optional(),
    documentIds: z.array(z.number().int()).optional(),
    problem: z.string().optional(),
  })
  .strict()

export const documentsCalls = {
  /** Documents a held run would remove, page by page by `after` (a document id); with `kept`, those an earlier answer kept. */
  'brake.preview': z
    .object({
      id,
      after: z.number().int().default(0),
      limit: z.number().int().min(1).max(500).default(100),
      kept: z.boolean().default(false),
    })
    .strict(),
  /** Documents a held run would remove, and the answer to it. */
  'brake.answer': z.object({ id, accept: z.boolean() }).strict(),
  /** How many there are of each kind. */
  'failures.count': failures,
  /** By document id; the next page is `after` the last one's. */
  'failures.list': failures.extend({
    withIgnored: z.boolean().default(true),
    after: z.number().int().default(0),
    limit: z.number().int().min(1).max(1_000).default(100),
  }),
  /** The password is for what asks for one, for this one try; it is kept nowhere. */
  'failures.retry': failures.extend({ password: z.string().min(1).max(1_000).optional() }),
  'failures.ignore': failures,
  'never.list': none,
  'never.add': z.object({ target: z.string().min(1).max(4_096) }).strict(),
  'never.undo': z.object({ target: z.string().min(1).max(4_096) }).strict(),
  /** With `length` only so much of its text, from `start`. In UTF-16 units. */
  'documents.get': z
    .object({
      documentId: z.number().int(),
      start: z.number().int().min(0).default(0),
      length: z.number().int().min(1).optional(),
    })
    .strict(),
  'documents.related': z.object({ documentId: z.number().int() }).strict(),
  'documents.list': z
    .object({
      after: z.number().int().default(0),
      limit: z.number().int().min(1).max(500).default(100),
      source: id.optional(),
      reason: z.string().optional(),
    })
    .strict(),
  /** What left the index, newest first; the next page is `after` the last one's id. */
  'removals.list': z
    .object({ source: id.optional(), after: z.number().int().optional(), limit: z.number().int().min(1).max(1_000).default(100) })
    .strict(),
  /** What stands behind a number of a receipt; the next page is `after` the last one's id. */
  'documents.behind': z
    .object({
      source: id,
      part: z.enum(['searchable', 'skipped', 'failed', 'waiting']),
      reason: z.string().optional(),
      after: z.number().int().default(0),
      limit: z.number().int().min(1).max(500).default(100),
    })
    .strict(),
} as const

export interface DocumentsResults {
  'brake.preview': BrakePreview
  'brake.answer': { readonly run: SyncRun | null }
  'failures.count': readonly FailureCount[]
  'failures.list': readonly Failure[]
  'failures.retry': { readonly retried: number; readonly succeeded: number }
  'failures.ignore': { readonly ignored: number }
  'never.list': readonly NeverRule[]
  'never.add': { readonly rule: NeverRule; readonly removed: number }
  'never.undo': { readonly undone: number }
  'documents.get': DocumentView
  'documents.related': DocumentRelations
  'documents.list': readonly DocumentView[]
  'removals.list': readonly Removal[]
  'documents.behind': readonly ListedDocument[]
}
