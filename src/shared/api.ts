import { z } from 'zod'
import type {
  Alert,
  BackupReport,
  BrakePreview,
  ConnectorInfo,
  DoctorCheck,
  DocumentRelations,
  DocumentView,
  EmbeddingStatus,
  Failure,
  GovernorStatus,
  HooksStatus,
  ListedDocument,
  LogEntry,
  NeverRule,
  Passage,
  Removal,
  ScopeChoice,
  SearchAnswer,
  Searches,
  Source,
  SourceStatus,
  Status,
  Suggestions,
  SyncProgress,
  SyncRun,
} from './model.ts'
import type { Overview } from './overview.ts'
import type { Receipt } from './receipt.ts'
import type { SignInStarted, SignInState, VaultStatus } from './sign-in.ts'

/** Who calls. The engine refuses what a caller may not do (`callers` below). */
export type Caller = 'app' | 'web' | 'cli' | 'mcp'

const none = z.object({}).strict()
const id = z.string().min(1).max(200)
/** At most a year. */
const pauseMinutes = z.number().int().min(1).max(527_040)
const search = z.object({
  query: z.string().max(10_000),
  mode: z.enum(['hybrid', 'keyword', 'semantic']).default('hybrid'),
  limit: z.number().int().min(1).max(1_000).default(20),
  /** Pages of one question are of one ranking as long as it is kept. */
  offset: z.number().int().min(0).max(1_000_000).default(0),
  source: id.optional(),
  explain: z.boolean().default(false),
  /** The person is still typing: the last word may be the start of one. */
  typing: z.boolean().default(false),
  sort: z.enum(['relevance', 'date']).default('relevance'),
  /**
   * Count everything found, by source, kind, person and place, and look for what helps when little is found. Costs more
   * than the search itself: not for every keystroke.
   */
  facets: z.boolean().default(false),
  /** Ids and scores only: no snippets, titles marked, or places. For batches. */
  bare: z.boolean().default(false),
})
const failures = z
  .object({
    source: id.optional(),
    externalIds: z.array(z.string()).optional(),
    documentIds: z.array(z.number().int()).optional(),
    problem: z.string().optional(),
  })
  .strict()

/** In memory and on the way to the vault, never anywhere else. */
const credential = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('bearer'), token: z.string().min(1).max(16_384) }).strict(),
  z.object({ kind: z.literal('password'), user: z.string().min(1).max(1_024), password: z.string().min(1).max(16_384) }).strict(),
  z.object({ kind: z.literal('access-key'), id: z.string().min(1).max(1_024), secret: z.string().min(1).max(16_384) }).strict(),
])
const passphrase = z.string().min(1).max(1_024)

/** A scope by its id, at whatever depth of the source's tree; where its parent is known, it need not be searched for. */
const askedScope = z.union([z.string(), z.object({ id: z.string(), parent: z.string().nullable().optional() }).strict()])

/** What each call takes. Parsed by the engine on every call, whoever makes it. */
export const calls = {
  'engine.info': none,
  'connectors.list': none,
  'sources.list': none,
  'sources.add': z
    .object({
      connector: id,
      settings: z.record(z.string(), z.json()),
      credential: credential.optional(),
      /** In place of a credential: a sign-in that went well. */
      attempt: z.uuid().optional(),
      name: z.string().min(1).max(500).optional(),
      scopes: z.array(askedScope).optional(),
    })
    .strict(),
  /** `scopes` may stand in `values` too, as ids separated by commas or `all`; null chooses everything. */
  'sources.set': z
    .object({ id, values: z.record(z.string(), z.string()).default({}), scopes: z.array(askedScope).nullable().optional() })
    .strict(),
  /** Reads everything again and derives it anew, whatever its version. */
  'sources.rebuild': z.object({ id }).strict(),
  'sources.receipt': z.object({ id }).strict(),
  'sources.signIn': z.object({ id, credential: credential.optional(), attempt: z.uuid().optional() }).strict(),
  /** Of a source that is there, its own settings count. `client` is a person's own app. */
  'signIn.begin': z
    .object({
      connector: id,
      settings: z.record(z.string(), z.json()).default({}),
      source: id.optional(),
      client: z
        .object({ id: z.string().min(1).max(1_024), secret: z.string().min(1).max(16_384).optional() })
        .strict()
        .optional(),
      device: z.boolean().default(false),
    })
    .strict(),
  'signIn.status': z.object({ attempt: z.uuid() }).strict(),
  'signIn.paste': z.object({ attempt: z.uuid(), address: z.string().max(16_384) }).strict(),
  'signIn.cancel': z.object({ attempt: z.uuid() }).strict(),
  'sources.remove': z.object({ id, keepIndex: z.boolean().default(false) }).strict(),
  /** Without `minutes`, until it is resumed. */
  'sources.pause': z.object({ id, minutes: pauseMinutes.optional() }).strict(),
  'sources.resume': z.object({ id }).strict(),
  'sources.scopes': z.object({ id, parent: z.string().nullable().default(null) }).strict(),
  'demo.add': none,
  'folders.list': z.object({ path: z.string().max(4_096).optional() }).strict(),
  'sync.run': z.object({ sources: z.array(id).optional(), full: z.boolean().default(false), embed: z.boolean().default(true) }).strict(),
  'sync.stop': none,
  /** Everything that happens by itself rests. Without `minutes`, until `sync.resume`. */
  'sync.pause': z.object({ minutes: pauseMinutes.optional() }).strict(),
  'sync.resume': none,
  /** Documents a held run would remove, page by page by `after` (a document id); with `kept`, those an earlier answer kept. */
  'brake.preview': z
    .object({
      id,
      after: z.number().int().default(0),
      limit: z.number().int().min(1).max(500).default(100),
      kept: z.boolean().default(false),
    })
    .strict(),
  'hooks.get': none,
  /** Lets others tell that a document of the source changed, or no longer. */
  'hooks.set': z.object({ source: id, on: z.boolean() }).strict(),
  /** A call as it came in from outside; only its signature lets it pass. */
  'hooks.receive': z
    .object({ source: z.string().max(200), timestamp: z.string().max(200), signature: z.string().max(200), body: z.string().max(65_536) })
    .strict(),
  /** Documents a held run would remove, and the answer to it. */
  'brake.answer': z.object({ id, accept: z.boolean() }).strict(),
  status: z.object({ id: id.optional() }).strict(),
  'embedding.status': none,
  'embedding.pause': none,
  'embedding.resume': none,
  'failures.list': failures,
  /** The password is for what asks for one, for this one try; it is kept nowhere. */
  'failures.retry': failures.extend({ password: z.string().min(1).max(1_000).optional() }),
  'failures.ignore': failures,
  'never.list': none,
  'never.add': z.object({ target: z.string().min(1).max(4_096) }).strict(),
  'never.undo': z.object({ target: z.string().min(1).max(4_096) }).strict(),
  'settings.get': none,
  'settings.set': z.object({ key: z.string(), value: z.string() }).strict(),
  search: search,
  /** Every passage found in some documents, in their order. */
  'search.passages': z
    .object({
      query: z.string().max(10_000),
      documentIds: z.array(z.number().int()).min(1).max(50),
      limit: z.number().int().min(1).max(200),
    })
    .strict(),
  /** Filters for what stands at the cursor, a UTF-16 offset into the query. */
  'search.suggest': z.object({ query: z.string().max(10_000), cursor: z.number().int().min(0) }).strict(),
  'searches.list': none,
  /** Remembers a search as used, or keeps it by a name. */
  'searches.save': z.object({ query: z.string().min(1).max(10_000), name: z.string().min(1).max(200).nullable().default(null) }).strict(),
  /** Forgets one search, or every recent one when none is named. Kept ones stay until `saved` is said. */
  'searches.remove': z.object({ query: z.string().max(10_000).nullable(), saved: z.boolean().default(false) }).strict(),
  similar: z.object({ documentId: z.number().int(), limit: z.number().int().min(1).max(1_000).default(20) }).strict(),
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
  'runs.list': z.object({ source: id.optional(), limit: z.number().int().min(1).max(500).default(50) }).strict(),
  overview: none,
  /** A copy of the whole index as one file, while everything goes on. */
  backup: z.object({ path: z.string().min(1).max(4_096) }).strict(),
  /** Puts a backup in the index's place. Calls made meanwhile wait. */
  restore: z.object({ path: z.string().min(1).max(4_096) }).strict(),
  /** Deletes everything that Magpie knows: index, sources, settings, log. The originals are not touched. */
  erase: z.object({ everything: z.literal(true) }).strict(),
  'alerts.list': none,
  'alerts.dismiss': z.object({ id: z.number().int() }).strict(),
  'log.read': z
    .object({
      before: z.number().optional(),
      after: z.number().optional(),
      limit: z.number().int().min(1).max(1_000).default(200),
      level: z.enum(['debug', 'info', 'warn', 'error']).optional(),
      source: id.optional(),
    })
    .strict(),
  'log.export': none,
  'vault.status': none,
  /** Without a passphrase, asks the keychain once more. */
  'vault.unlock': z.object({ passphrase: passphrase.optional() }).strict(),
  'vault.protect': z.object({ passphrase }).strict(),
  /** Forgets every stored sign-in and begins anew. */
  'vault.reset': none,
  doctor: none,
} as const satisfies Record<string, z.ZodType>

export type CallName = keyof typeof calls
export type CallInput<K extends CallName> = z.input<(typeof calls)[K]>
export type CallParams<K extends CallName> = z.output<(typeof calls)[K]>

export interface EngineInfo {
  readonly version: string
  readonly home: string
  readonly host: Caller
  readonly node: string
  readonly pid: number
  /** Of the computer's processor. */
  readonly cores: number
  /** What this host can do beyond the engine, so that a window hides what it cannot: `pick-folder`, `open-path`. */
  readonly capabilities: readonly string[]
}

export interface Settings {
  /** `auto`, or a model's folder name. */
  readonly model: string
  readonly theme: 'system' | 'light' | 'dark'
  /** Of the window; `auto` is the computer's. */
  readonly language: 'auto' | 'en' | 'de'
  /** Threads for embedding, 1 to the number of cores. */
  readonly threads: number
  readonly keywordPlan: 'auto' | 'plain' | 'rarer-half'
  /** Whether words in pictures are looked for, on this computer. Slow. */
  readonly ocr: 'on' | 'off'
  /** On battery: follow changes gently, wait for the mains, or go on as ever. */
  readonly onBattery: 'gently' | 'wait' | 'go-on'
  /** On a network that is paid by the byte: sources beyond this computer wait, or go on as ever. */
  readonly onMetered: 'wait' | 'go-on'
  /** `system`, `none`, a proxy's URL, or `pac+` with the URL of a PAC file. */
  readonly proxy: string
  /** A file with certificates (PEM) to trust besides the computer's own; empty for none. */
  readonly certificates: string
  /** A run gives up on a source that goes wrong for so many documents one after the other; 0 never. */
  readonly errorsInARow: number
  /** The same for a share of the last hundred documents, in percent; 0 never. */
  readonly errorsPercent: number
  /** Where the web host receives hooks, on this computer only. */
  readonly hooksPort: number
}

export interface FolderListing {
  readonly path: string
  readonly parent: string | null
  readonly folders: readonly string[]
}

/** What each call answers. */
export interface CallResults {
  'engine.info': EngineInfo
  'connectors.list': readonly ConnectorInfo[]
  'sources.list': readonly SourceStatus[]
  'sources.add': { readonly source: Source }
  'sources.set': { readonly source: Source }
  'sources.rebuild': { readonly run: SyncRun }
  'sources.receipt': Receipt
  'sources.signIn': { readonly source: Source }
  'signIn.begin': SignInStarted
  'signIn.status': SignInState
  'signIn.paste': SignInState
  'signIn.cancel': Record<string, never>
  /** `left`: rows that still speak of it, counted after it was erased; null when its index is kept. */
  'sources.remove': { readonly documents: number; readonly signedOut: boolean; readonly left: number | null }
  'sources.pause': { readonly source: Source }
  'sources.resume': { readonly source: Source }
  'sources.scopes': readonly ScopeChoice[]
  'demo.add': { readonly source: Source }
  'folders.list': FolderListing
  'sync.run': { readonly runs: readonly SyncRun[] }
  'sync.stop': Record<string, never>
  'sync.pause': GovernorStatus
  'sync.resume': GovernorStatus
  'brake.preview': BrakePreview
  'hooks.get': HooksStatus
  /** The secret is shown once, when the hook is switched on; null when it was on already or is off now. */
  'hooks.set': { readonly url: string | null; readonly secret: string | null }
  'hooks.receive': { readonly will: 'reread' | 'sync' }
  'brake.answer': { readonly run: SyncRun | null }
  status: Status
  'embedding.status': EmbeddingStatus
  'embedding.pause': EmbeddingStatus
  'embedding.resume': EmbeddingStatus
  'failures.list': readonly Failure[]
  'failures.retry': { readonly retried: number; readonly succeeded: number }
  'failures.ignore': { readonly ignored: number }
  'never.list': readonly NeverRule[]
  'never.add': { readonly rule: NeverRule; readonly removed: number }
  'never.undo': { readonly undone: number }
  'settings.get': Settings
  'settings.set': Settings
  search: SearchAnswer
  similar: SearchAnswer
  'search.passages': readonly Passage[]
  'search.suggest': Suggestions
  'searches.list': Searches
  'searches.save': Searches
  'searches.remove': Searches
  'documents.get': DocumentView
  'documents.related': DocumentRelations
  'documents.list': readonly DocumentView[]
  'removals.list': readonly Removal[]
  'documents.behind': readonly ListedDocument[]
  'runs.list': readonly SyncRun[]
  overview: Overview
  backup: BackupReport
  restore: BackupReport
  erase: Record<string, never>
  'alerts.list': readonly Alert[]
  'alerts.dismiss': { readonly dismissed: boolean }
  /** Newest first. */
  'log.read': readonly LogEntry[]
  /** Everything kept, oldest first, as JSON lines. */
  'log.export': { readonly fileName: string; readonly text: string }
  'vault.status': VaultStatus
  'vault.unlock': VaultStatus
  'vault.protect': VaultStatus
  'vault.reset': VaultStatus
  doctor: { readonly ok: boolean; readonly checks: readonly DoctorCheck[] }
}

/** What the engine announces, at most a few times a second each. */
export interface Events {
  'sync.progress': SyncProgress
  'run.finished': SyncRun
  'sources.changed': { readonly source: string }
  'index.changed': { readonly source: string }
  'embedding.progress': EmbeddingStatus
  /** The list of alerts is another one; `told` is the one to tell a person about now. */
  'alerts.changed': { readonly told: Alert | null }
  'log.changed': Record<string, never>
  'governor.changed': GovernorStatus
  /** Which sources have a hook, or its port. */
  'hooks.changed': Record<string, never>
}

/** The engine as every host and window sees it. Calls reject with MagpieError. */
export interface Client {
  call<K extends CallName>(name: K, input: CallInput<K>): Promise<CallResults[K]>
  on<K extends keyof Events>(name: K, listener: (event: Events[K]) => void): () => void
}

/** Calls that only some callers may make; every other call is open to all. */
export const callers: Partial<Record<CallName, readonly Caller[]>> = {
  'sources.add': ['app', 'web', 'cli'],
  'sources.set': ['app', 'web', 'cli'],
  'sources.rebuild': ['app', 'web', 'cli'],
  'sources.signIn': ['app', 'web', 'cli'],
  'signIn.begin': ['app', 'web', 'cli'],
  'signIn.status': ['app', 'web', 'cli'],
  'signIn.paste': ['app', 'web', 'cli'],
  'signIn.cancel': ['app', 'web', 'cli'],
  'sources.remove': ['app', 'web', 'cli'],
  'vault.unlock': ['app', 'web', 'cli'],
  'vault.protect': ['app', 'web', 'cli'],
  'vault.reset': ['app', 'web', 'cli'],
  'demo.add': ['app', 'web', 'cli'],
  'folders.list': ['app', 'web', 'cli'],
  'settings.set': ['app', 'web', 'cli'],
  'brake.answer': ['app', 'web', 'cli'],
  'sources.pause': ['app', 'web', 'cli'],
  'sources.resume': ['app', 'web', 'cli'],
  'sync.pause': ['app', 'web', 'cli'],
  'sync.resume': ['app', 'web', 'cli'],
  'hooks.set': ['app', 'web', 'cli'],
  'hooks.receive': ['app', 'web', 'cli'],
  backup: ['app', 'web', 'cli'],
  restore: ['app', 'web', 'cli'],
  erase: ['app', 'web', 'cli'],
  'alerts.dismiss': ['app', 'web', 'cli'],
  'log.read': ['app', 'web', 'cli'],
  'log.export': ['app', 'web', 'cli'],
}
