import type { z } from 'zod'
import { type DocumentsResults, documentsCalls } from './api/documents.ts'
import { type HooksResults, hooksCalls } from './api/hooks.ts'
import { type SearchResults, searchCalls } from './api/search.ts'
import { type SignInResults, signInCalls } from './api/sign-in.ts'
import { type SourcesResults, sourcesCalls } from './api/sources.ts'
import { type SyncResults, syncCalls } from './api/sync.ts'
import { type UpkeepResults, upkeepCalls } from './api/upkeep.ts'
import type { Alert, EmbeddingStatus, GovernorStatus, SyncProgress, SyncRun } from './model.ts'

export type { FolderListing } from './api/sources.ts'
export type { EngineInfo, Settings } from './api/upkeep.ts'

/** Who calls. The engine refuses what a caller may not do (`callers` below). */
export type Caller = 'app' | 'web' | 'cli' | 'mcp'

/** What each call takes, by subject in `api/`. Parsed by the engine on every call, whoever makes it. */
export const calls = {
  ...sourcesCalls,
  ...signInCalls,
  ...syncCalls,
  ...hooksCalls,
  ...documentsCalls,
  ...searchCalls,
  ...upkeepCalls,
} as const satisfies Record<string, z.ZodType>

export type CallName = keyof typeof calls
export type CallInput<K extends CallName> = z.input<(typeof calls)[K]>
export type CallParams<K extends CallName> = z.output<(typeof calls)[K]>

/** What each call answers. */
export interface CallResults
  extends SourcesResults,
    SignInResults,
    SyncResults,
    HooksResults,
    DocumentsResults,
    SearchResults,
    UpkeepResults {}

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
  'connecting.scopes': ['app', 'web', 'cli'],
  'connecting.estimate': ['app', 'web', 'cli'],
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
