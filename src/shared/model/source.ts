import type { Json } from '../json.ts'
import type { SignIn } from '../sign-in.ts'
import type { Coverage } from './coverage.ts'
import type { SyncProgress, SyncRun } from './run.ts'
import type { Instant, Said } from './said.ts'

/**
 * What a source is doing or waiting for. `offline` keeps everything searchable and removes nothing;
 * `held` waits for a person to answer the delete brake.
 */
export type SourceState = 'idle' | 'syncing' | 'paused' | 'offline' | 'needs-sign-in' | 'held' | 'failed'

/** One signed-in account or folder that uses a connector. */
export interface Source {
  readonly id: string
  readonly connector: string
  readonly name: string
  /** Whose it is, in words: an e-mail address, a workspace, a folder's path. */
  readonly account: string
  readonly settings: Readonly<Record<string, Json>>
  readonly state: SourceState
  /** Why it is in this state, when the state alone does not say it. */
  readonly problem: Said | null
  readonly schedule: Schedule
  readonly pace: SourcePace
  /** The parts of it that a person chose; null for everything there is, and whatever comes. */
  readonly scopes: readonly ChosenScope[] | null
  /** Globs over paths within it that a person leaves out. */
  readonly excludes: readonly string[]
  /** When a run of it gives up; null as the preferences say. */
  readonly errorBudget: ErrorBudget | null
  /** When a pause ends by itself; null when it is not paused, or paused until somebody resumes it. */
  readonly pausedUntil: Instant | null
  readonly createdAt: Instant
}

/**
 * When a source is synced by itself. A cron expression has five fields (minute, hour, day of month, month, day of week)
 * or is a nickname such as `@daily`; it is read in the computer's own time zone.
 */
export interface Schedule {
  /** `auto`: as changes are noticed, and every so often. `manual`: only when somebody asks. Else at these times only. */
  readonly sync: string
  /** When everything is listed again, to find what no change told: `auto`, `never`, or at these times. */
  readonly reconcile: string
}

export interface ChosenScope {
  readonly id: string
  readonly name: string
}

/** How often a source may go wrong before a run leaves it alone; 0 means any number of times. */
export interface ErrorBudget {
  /** Documents one after the other. */
  readonly inARow: number
  /** Of the last hundred documents. */
  readonly percent: number
}

/** How hard a source may be worked on; null leaves it to Magpie. */
export interface SourcePace {
  /** Documents read at the same time. */
  readonly atOnce: number | null
  /** Documents read in a minute. */
  readonly perMinute: number | null
}

/** A source as the windows show it. */
export interface SourceStatus {
  readonly source: Source
  readonly coverage: Coverage
  readonly progress: SyncProgress | null
  readonly lastRun: SyncRun | null
  /** When it is synced next if nothing happens before; null when nothing is planned: it is paused, waits for a sign-in, or is synced by hand. */
  readonly nextRun: Instant | null
  /** When all of it was last listed to the end. */
  readonly lastListedAt: Instant | null
  /** Whether changes are noticed by themselves, and how. */
  readonly watching: 'events' | 'polling' | 'no'
  /** How much of the service's allowance it uses; null for what asks nothing of any service. */
  readonly budget: SourceBudget | null
  /** Null for what needs no sign-in, and while nobody is signed in. */
  readonly signIn: SignIn | null
}

/** A service lets one ask only so much; a slow source is mostly one that may not be faster. */
export interface SourceBudget {
  /** What is allowed in a minute: requests, or units of cost. */
  readonly perMinute: number
  /** What of that the last minute used. */
  readonly used: number
  /** Until everything that is known to be left has been read, in ms; null while that is not known. */
  readonly remainingMs: number | null
}

/** A part of a source, and whether it is one of those that are indexed. */
/** How much a source is before it is added. `seconds` is how long a first sync takes at the service's own limit. */
export interface Estimate {
  readonly documents: number
  readonly seconds: number
}

export interface ScopeChoice {
  readonly id: string
  readonly name: string
  readonly hasChildren: boolean
  readonly chosen: boolean
}
