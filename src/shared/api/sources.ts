import { z } from 'zod'
import type { ConnectorInfo } from '../model/connector.ts'
import type { SyncRun } from '../model/run.ts'
import type { Estimate, ScopeChoice, Source, SourceStatus } from '../model/source.ts'
import type { Receipt } from '../receipt.ts'
import { credential, id, none, pauseMinutes } from './inputs.ts'

/** A scope by its id, at whatever depth of the source's tree; where its parent is known, it need not be searched for. */
const askedScope = z.union([z.string(), z.object({ id: z.string(), parent: z.string().nullable().optional() }).strict()])

const settings = z.record(z.string(), z.json())

export const sourcesCalls = {
  'connectors.list': none,
  'sources.list': none,
  'sources.add': z
    .object({
      connector: id,
      settings,
      credential: credential.optional(),
      /** In place of a credential: a sign-in that went well. */
      attempt: z.uuid().optional(),
      name: z.string().min(1).max(500).optional(),
      scopes: z.array(askedScope).optional(),
    })
    .strict(),
  /** Of a source that is not added yet: the parts below a part, or on top. Checks the sign-in first. */
  'connecting.scopes': z
    .object({
      connector: id,
      settings,
      credential: credential.optional(),
      attempt: z.uuid().optional(),
      parent: z.string().nullable().default(null),
    })
    .strict(),
  /** How much there is in these parts (null: in all), as far as the source can tell beforehand. */
  'connecting.estimate': z
    .object({
      connector: id,
      settings,
      credential: credential.optional(),
      attempt: z.uuid().optional(),
      scopes: z.array(z.string()).nullable(),
    })
    .strict(),
  /** `scopes` may stand in `values` too, as ids separated by commas or `all`; null chooses everything. */
  'sources.set': z
    .object({ id, values: z.record(z.string(), z.string()).default({}), scopes: z.array(askedScope).nullable().optional() })
    .strict(),
  /** Reads everything again and derives it anew, whatever its version. */
  'sources.rebuild': z.object({ id }).strict(),
  'sources.receipt': z.object({ id }).strict(),
  'sources.remove': z.object({ id, keepIndex: z.boolean().default(false) }).strict(),
  /** Without `minutes`, until it is resumed. */
  'sources.pause': z.object({ id, minutes: pauseMinutes.optional() }).strict(),
  'sources.resume': z.object({ id }).strict(),
  'sources.scopes': z.object({ id, parent: z.string().nullable().default(null) }).strict(),
  'demo.add': none,
  'folders.list': z.object({ path: z.string().max(4_096).optional() }).strict(),
} as const

export interface FolderListing {
  readonly path: string
  readonly parent: string | null
  readonly folders: readonly string[]
}

export interface SourcesResults {
  'connectors.list': readonly ConnectorInfo[]
  'sources.list': readonly SourceStatus[]
  'sources.add': { readonly source: Source }
  'connecting.scopes': readonly ScopeChoice[]
  'connecting.estimate': Estimate | null
  'sources.set': { readonly source: Source }
  'sources.rebuild': { readonly run: SyncRun }
  'sources.receipt': Receipt
  /** `left`: rows that still speak of it, counted after it was erased; null when its index is kept. */
  'sources.remove': { readonly documents: number; readonly signedOut: boolean; readonly left: number | null }
  'sources.pause': { readonly source: Source }
  'sources.resume': { readonly source: Source }
  'sources.scopes': readonly ScopeChoice[]
  'demo.add': { readonly source: Source }
  'folders.list': FolderListing
}
