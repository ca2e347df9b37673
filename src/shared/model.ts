import type { Json } from './json.ts'
import type { FilterKey } from './query-parts.ts'
import type { Problem, SkipReason } from './reasons.ts'
import type { SignIn, SignInWay } from './sign-in.ts'

export type { Problem, SkipReason } from './reasons.ts'

/** ISO 8601 in UTC, such as `2026-11-23T09:37:41.000Z`. */
export type Instant = string

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

/** Why background work waits or goes gently. */
export type Yielding = 'battery' | 'heat' | 'disk' | 'metered'

/** Who may tell Magpie from outside that a document changed. */
export interface HooksStatus {
  readonly port: number
  /** A web host receives calls there right now. */
  readonly listening: boolean
  readonly hooks: readonly Hook[]
}

export interface Hook {
  readonly source: string
  readonly url: string
  readonly createdAt: Instant
  /** When a call was last accepted. */
  readonly calledAt: Instant | null
  readonly calls: number
}

/** What holds background work back. Nothing of it stops what a person asks for. */
export interface GovernorStatus {
  /** Everything is paused: nothing is synced or embedded by itself. */
  readonly paused: boolean
  /** When that pause ends by itself; null for one that somebody has to end. */
  readonly pausedUntil: Instant | null
  readonly yielding: Yielding | null
  /** What that means right now, in words; null when nothing is held back. */
  readonly said: Said | null
}

/** A sentence for people by code; `messages/` turns it into words in their language. */
export interface Said {
  readonly code: string
  readonly params: Readonly<Record<string, Json>>
}

/**
 * Why a document is no longer there to be indexed, in its source's own words: it was deleted, it was withdrawn from this
 * account, the source does not tell which, or it is there and the source's settings leave it out.
 */
export type GoneWhy = 'deleted' | 'unshared' | 'deleted-or-unshared' | 'excluded'

/**
 * Why a document's text left the index: its source's reason, a scope that a person no longer chose, or what became the
 * reason to have no text of it.
 */
export type RemovalWhy = GoneWhy | 'scope-left' | SkipReason

/** A document whose text left the index. Newest have the highest ids. */
export interface Removal {
  readonly id: number
  readonly source: string
  /** The id it had; it is never given to another. */
  readonly documentId: number
  readonly externalId: string
  readonly title: string
  readonly path: readonly string[]
  readonly why: RemovalWhy
  readonly said: Said
  readonly at: Instant
}

/** A document whose removal waits for a person's answer, or that stays because of one. */
export interface HeldDocument {
  readonly documentId: number
  readonly externalId: string
  readonly title: string
  readonly path: readonly string[]
  readonly why: GoneWhy
}

/** What a held run would remove: a page of `count` documents, of all `of` in the scopes concerned. */
export interface BrakePreview {
  readonly count: number
  readonly of: number
  /** Documents that stay by an earlier answer although their source no longer has them. */
  readonly kept: number
  readonly documents: readonly HeldDocument[]
}

/**
 * Where every listed document of a source stands:
 * `listed = searchable + waiting + sum(skipped) + sum(failed)`, always.
 */
export interface Coverage {
  readonly listed: number
  readonly searchable: number
  /** Listed and not yet read. */
  readonly waiting: number
  readonly skipped: Readonly<Partial<Record<SkipReason, number>>>
  readonly failed: Readonly<Partial<Record<Problem, number>>>
  /** Of the searchable ones, those whose every chunk has a vector of the answering model. */
  readonly embedded: number
  /** Of all listed, those found inside others: attachments, messages of mailboxes, entries of archives. */
  readonly parts: number
}

export type RunOutcome = 'completed' | 'completed-with-failures' | 'interrupted' | 'held' | 'offline' | 'needs-sign-in' | 'failed'

/** One attempt at one source. Counts are documents as the source lists them; what was found inside them is in the coverage. */
export interface SyncRun {
  readonly id: number
  readonly source: string
  readonly outcome: RunOutcome
  readonly listed: number
  readonly added: number
  readonly updated: number
  readonly moved: number
  /** Left the index because the source no longer has them, or does not tell that from no longer sharing them. */
  readonly deleted: number
  /** Left the index because the source no longer shares them with this account. */
  readonly unshared: number
  /** Left the index because the source's settings leave them out by now. */
  readonly excluded: number
  readonly unchanged: number
  readonly skipped: number
  readonly failed: number
  /** How many documents' content was opened. Zero when nothing changed. */
  readonly read: number
  readonly startedAt: Instant
  readonly finishedAt: Instant
  readonly problem: Said | null
}

/** How far a running sync has come. Sent at most a few times a second. */
export interface SyncProgress {
  readonly source: string
  readonly phase: 'listing' | 'reading' | 'removing'
  readonly listed: number
  readonly done: number
  readonly failed: number
  /** Documents a second over the last seconds; null while unknown. */
  readonly rate: number | null
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

/** How complete search by meaning is. `done` and `total` count distinct texts to embed. */
export interface EmbeddingStatus {
  /** Whose vectors answer now. */
  readonly model: string
  /** Whose vectors are being made, when a change of model is under way; else the same as `model`. */
  readonly next: string
  readonly done: number
  readonly total: number
  readonly tokensPerSecond: number | null
  readonly etaSeconds: number | null
  readonly state: 'idle' | 'working' | 'paused' | 'failed'
  readonly problem: Said | null
}

/** One document that could not be indexed, and when it will be tried again. */
export interface Failure {
  readonly source: string
  readonly documentId: number | null
  readonly externalId: string
  readonly title: string
  readonly problem: Problem
  /** What went wrong and what happens next, in words. */
  readonly said: Said
  readonly attempts: number
  /** When it is tried again by itself; null when only its change or a person brings it back. */
  readonly nextAttemptAt: Instant | null
  readonly ignored: boolean
}

export interface Status {
  readonly sources: readonly SourceStatus[]
  readonly embedding: EmbeddingStatus
  readonly governor: GovernorStatus
  readonly chunks: number
  /** Size of the index on disk. */
  readonly bytes: number
  /** Free on the disk that holds the index. */
  readonly freeBytes: number
}

export type SearchMode = 'hybrid' | 'keyword' | 'semantic'

/** Why a hit was found: by words in its text, by words in its title, by meaning. */
export type Why = 'words' | 'title' | 'meaning'

/** Text with the parts that matched. Ranges are [start, end) in UTF-16 units of `text`, in order, not overlapping. */
export interface Marked {
  readonly text: string
  readonly marks: readonly (readonly [number, number])[]
}

/** One document found. `documentId` is this index's, `externalId` the connector's own. */
export interface Hit {
  readonly documentId: number
  readonly externalId: string
  readonly source: string
  readonly connector: string
  readonly title: Marked
  readonly url: string
  readonly path: readonly string[]
  readonly mimeType: string
  readonly author: string | null
  readonly updatedAt: Instant | null
  readonly score: number
  readonly snippet: Marked
  /** The heading path of the best passage. */
  readonly heading: readonly string[]
  readonly why: readonly Why[]
  /** Other documents with the same content. */
  readonly places: readonly Place[]
  /** How many of its chunks were found. */
  readonly chunks: number
  /** Where its best passage begins in the document's text, in UTF-16 units. */
  readonly at: number
  /** Other found messages of the same conversation, which this hit stands for as well; best first. */
  readonly thread: readonly number[]
  readonly explain?: HitExplanation
}

export interface Place {
  readonly documentId: number
  readonly source: string
  readonly externalId: string
  readonly path: readonly string[]
}

/** Scaled scores, 0 to 1 each, before they were added. */
export interface HitExplanation {
  readonly keyword: number
  readonly vector: number
  readonly recency: number
  readonly chunkId: number
}

export interface SearchAnswer {
  readonly query: string
  /** The words looked for, the filters understood, and what was searched as words because it was no valid filter. */
  readonly understood: { readonly words: readonly string[]; readonly filters: readonly string[] }
  readonly tookMs: number
  /** Documents found; at least this many if `more`. */
  readonly total: number
  readonly hits: readonly Hit[]
  /** The modes that really took part: `keyword` alone while no vector is there or the model is not ready. */
  readonly mode: SearchMode
  /** Share of chunks that search by meaning could see, 0 to 1. */
  readonly meaningCoverage: number
  /** There may be more than `total`: not everything was counted. */
  readonly more: boolean
  /** The next three only when asked for with `facets`. */
  readonly facets: Facets | null
  /** The query with its unknown words replaced by those of the index that are spelled most like them. */
  readonly didYouMean: string | null
  readonly notIndexedYet: NotIndexedYet | null
  /** When nothing was found: what would be, were a filter taken away. The most helpful first. */
  readonly tooNarrow: readonly { readonly filter: string; readonly total: number }[]
}

/** Documents found, by what they are and where they lie. Counts of hits; the most frequent first. */
export interface Facets {
  /** By source id, as if no source had been asked for. */
  readonly sources: readonly FacetCount[]
  /** By kind as in `type:`, as if no kind had been asked for; kinds without a name are left out. */
  readonly types: readonly FacetCount[]
  readonly people: readonly FacetCount[]
  /** By the outermost folder or space. */
  readonly places: readonly FacetCount[]
}

export interface FacetCount {
  readonly value: string
  readonly documents: number
}

/** Documents that a search cannot see yet, over all sources. */
export interface NotIndexedYet {
  /** Listed and not read so far. */
  readonly waiting: number
  readonly failed: number
  readonly skipped: number
}

/** One found passage of a document. */
export interface Passage {
  readonly documentId: number
  readonly title: string
  readonly author: string | null
  readonly updatedAt: Instant | null
  readonly snippet: Marked
  readonly heading: readonly string[]
  /** Where it begins in the document's text, in UTF-16 units. */
  readonly at: number
}

/** Filters for what is being typed. They replace [from, to) of the query. */
export interface Suggestions {
  readonly from: number
  readonly to: number
  readonly items: readonly Suggestion[]
}

export interface Suggestion {
  readonly key: FilterKey
  /** What the filter asks for: a kind, a source's name, a person, a folder, a date such as `7d`. Empty: the key alone. */
  readonly value: string
  /** As it stands in the query. */
  readonly text: string
  /** How many documents fit it; null where nobody counted. */
  readonly documents: number | null
}

/** Searches a person came back from with something, and those they keep. */
export interface Searches {
  /** The newest first. */
  readonly recent: readonly { readonly query: string; readonly usedAt: Instant }[]
  readonly saved: readonly { readonly query: string; readonly name: string }[]
}

/** A document with its text, for preview, `show` and `export`. */
export interface DocumentView {
  readonly documentId: number
  readonly externalId: string
  readonly source: string
  readonly connector: string
  readonly title: string
  readonly url: string
  readonly path: readonly string[]
  readonly mimeType: string
  readonly author: string | null
  readonly createdAt: Instant | null
  readonly updatedAt: Instant | null
  readonly language: string | null
  /** All of it, or the part that was asked for, which begins at `textStart`. */
  readonly text: string
  readonly textStart: number
  /** How long all of it is, in UTF-16 units. */
  readonly textLength: number
  readonly labels: readonly string[]
  /** Of its content, in bytes; null when the source does not say. */
  readonly size: number | null
}

/** What lies around a document: what it was attached to, what is attached to it, the rest of its conversation, its copies. */
export interface DocumentRelations {
  readonly parent: RelatedDocument | null
  readonly attachments: readonly RelatedDocument[]
  /** All messages of its conversation in order, itself included; empty when it stands alone. */
  readonly thread: readonly RelatedDocument[]
  readonly places: readonly Place[]
}

export interface RelatedDocument {
  readonly documentId: number
  readonly title: string
  readonly mimeType: string
  readonly author: string | null
  readonly updatedAt: Instant | null
  readonly size: number | null
  /** Whether it can be opened here; if not, only its name is known. */
  readonly searchable: boolean
}

/** One of the documents that a number of the receipt counts. */
export interface ListedDocument {
  readonly documentId: number
  readonly externalId: string
  readonly title: string
  readonly path: readonly string[]
  /** Why it has no text, when it has none. */
  readonly reason: SkipReason | Problem | null
}

/** A part of a source, and whether it is one of those that are indexed. */
export interface ScopeChoice {
  readonly id: string
  readonly name: string
  readonly hasChildren: boolean
  readonly chosen: boolean
}

export interface NeverRule {
  readonly id: number
  /** One document, or a glob over `source-id/path`. */
  readonly kind: 'document' | 'pattern'
  readonly source: string | null
  readonly pattern: string
  readonly createdAt: Instant
}

export interface ConnectorInfo {
  readonly id: string
  readonly name: string
  /** Its sign as SVG in one colour (`currentColor`); null when it has none. */
  readonly icon: string | null
  readonly fields: readonly ConnectorField[]
  /** Any one of these is enough. */
  readonly auth: readonly SignInWay[]
}

export interface ConnectorField {
  readonly name: string
  readonly label: string
  readonly help?: string
  readonly input: 'text' | 'url' | 'number' | 'toggle' | 'folder' | 'list'
  readonly required: boolean
}

/** A backup that was written, or put in the index's place. */
export interface BackupReport {
  readonly path: string
  readonly bytes: number
  readonly sources: number
  readonly documents: number
}

/** What only a person can put right. `failing`: not reached, or not understood, for a day. */
export type AlertKind = 'needs-sign-in' | 'held' | 'failing' | 'disk-low'

export interface Alert {
  readonly id: number
  readonly kind: AlertKind
  /** Null when it concerns the whole index. */
  readonly source: string | null
  readonly said: Said
  readonly raisedAt: Instant
  /** When a notification was last shown, and how many there were. */
  readonly lastToldAt: Instant | null
  readonly times: number
}

export type LogLevel = 'debug' | 'info' | 'warn' | 'error'

/** One line of the engine's log. Its text is for people who look for a fault; it is English and free of secrets. */
export interface LogEntry {
  /** Grows with every entry, also across restarts. */
  readonly id: number
  readonly at: Instant
  readonly level: LogLevel
  readonly source: string | null
  readonly message: string
  readonly fields: Readonly<Record<string, Json>>
}

export interface DoctorCheck {
  readonly name: string
  readonly ok: boolean
  readonly said: Said
}
