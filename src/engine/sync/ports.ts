import type { After } from '../../shared/after.ts'
import type { Derived, DeriveRequest } from '../../shared/derived.ts'
import type { ErrorBudget, GovernorStatus, SyncProgress, SyncRun } from '../../shared/model.ts'
import type { Connector, ConnectorType } from '../connectors/connector.ts'
import type { Store } from '../store/store.ts'
import type { Conditions, YieldSettings } from './conditions.ts'

/** All the sync engine needs of its surroundings. */
export interface SyncPorts {
  readonly store: Store
  /** Opens a source's connector with its saved settings. Throws MagpieError or ConnectorError. */
  readonly open: (sourceId: string) => Promise<OpenSource>
  /** Content to text and chunks. Never rejects for a document's sake; rejects when aborted. */
  readonly derive: (request: DeriveRequest, signal: AbortSignal) => Promise<Derived>
  /** How many documents `derive` works on at once; twice as many are kept under way. Default 2. */
  readonly derivers?: number
  /** A folder that documents may be unpacked to while what is inside them is read. Without one they are not unpacked. */
  readonly scratch?: string
  /** Every extractor and chunker in use, as `name@version`. What another one made is made again. */
  readonly makers: readonly string[]
  readonly now: () => Date
  /** Default: real timers that keep no process alive. */
  readonly after?: After
  /** True while a person searches: then the engine does its work in small bites. Default: never. */
  readonly busy?: () => boolean
  /** True while background work should take it easy, because of the battery or heat. Set by the engine itself, for each run. */
  readonly gently?: () => boolean
  /** Lets a more urgent run go first. Set by the engine itself, for each run. */
  readonly makeWay?: (signal: AbortSignal) => Promise<void>
  /** When a run gives up on a source that does not say itself. Default: 10 in a row, or 15 of the last 100. */
  readonly errorBudget?: () => ErrorBudget
  readonly events: SyncEvents
  readonly log: SyncLog
  /** Sources synced at the same time; the others wait their turn. Default 2. */
  readonly sourcesAtOnce?: number
  /** What the computer is like right now; cheap to ask. Default: all is well. */
  readonly conditions?: () => Conditions
  /** What people chose about yielding. Default: gently on battery, no network while it is paid by the byte. */
  readonly yieldSettings?: () => YieldSettings
  /** Whether a connector reads this computer's own disks and shares only. Default: every one does. */
  readonly isLocal?: (connector: string) => boolean
}

/** A connector at work, with what the engine needs to know of its kind. */
export interface OpenSource {
  readonly connector: Connector
  readonly type: Pick<ConnectorType, 'strikes' | 'cursorVersion'>
}

/** Each is called at most a few times a second per source, save `finished`. */
export interface SyncEvents {
  readonly progress: (progress: SyncProgress) => void
  readonly finished: (run: SyncRun) => void
  /** Something was committed: searches may find more now. */
  readonly committed: (source: string) => void
  /** The source's state, how it is watched, or when it is synced next changed. */
  readonly sourceChanged: (source: string) => void
  /** What holds background work back changed. */
  readonly governorChanged?: (governor: GovernorStatus) => void
}

/** As pino has it: what is known first, then a message for the log. */
export interface SyncLog {
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}
