import type { Json } from '../../shared/json.ts'
import type { ConnectorField, GoneWhy, Problem, SkipReason } from '../../shared/model.ts'
import type { OAuthProvider } from '../../shared/oauth.ts'

/** A kind of source, described without opening anything. Its id is its folder name. */
export interface ConnectorType<Config = unknown, Cursor extends Json = Json> {
  readonly id: string
  readonly name: string
  /** Any one of these is enough. The sign-in screen is drawn from this list. */
  readonly auth: readonly AuthMethod<Config>[]
  /** Checks the saved settings; also draws the settings form. */
  readonly settings: Settings<Config>
  readonly limits: Limits
  /** Reads what this computer's own file system shows, and needs no network that may be paid by the byte. Default false. */
  readonly local?: boolean
  /** Whether a request only reads. What does not is refused before it leaves. Default: GET and HEAD do, nothing else. */
  readonly reads?: (request: RequestLine) => boolean
  /** What an answer that is no success means, where the status alone does not say it; null for what the status says. */
  readonly judge?: (answer: Answer) => Judgement | null
  /** Raise it when the cursor's shape changes: old cursors are dropped and the source is listed again. */
  readonly cursorVersion: number
  /** How many finished listings in a row must miss a document before `gone` is asked about it. */
  readonly strikes: 1 | 2
  open(config: Config, host: Host): Connector<Cursor>
}

/**
 * What `pull` can tell us when it is given a cursor.
 *
 * feed:    edits and deletions since the cursor (Drive, Microsoft Graph, IMAP with QRESYNC, a watched folder)
 * since:   edits only; the engine finds deletions by listing again now and then (Notion, Jira)
 * listing: nothing; every sync lists everything (S3, an unwatched folder)
 */
export type ChangeSupport = 'feed' | 'since' | 'listing'

/** One signed-in source. */
export interface Connector<Cursor extends Json = Json> {
  /**
   * Proves the source can be opened and says whose it is. Throws ConnectorError; when its `cause` is a MagpieError, that
   * one tells a person what to do.
   */
  check(signal: AbortSignal): Promise<Account>

  /** What a person can choose to index: spaces, channels, drives, folders. */
  scopes(parent: string | null, signal: AbortSignal): AsyncIterable<Scope>

  /** How many documents there are in these scopes (null: in all), and how many requests a first sync takes, where that is soon told. */
  estimate?(scopes: readonly string[] | null, signal: AbortSignal): Promise<{ readonly documents: number; readonly requests: number }>

  /**
   * Answered per scope at run time: a server may lack what its kind usually has. Asked with the stored cursor before every
   * pull, also before one from the start: what that cursor knew of the source is not lost with it.
   */
  changes(scope: string, cursor: Cursor | null): ChangeSupport

  /**
   * What changed in one scope since the cursor; everything, if the cursor is null.
   * The engine stores a page and its cursor together, so a stop loses at most one page.
   * A scope that cannot be opened throws `offline`; it never yields an empty listing.
   */
  pull(scope: string, cursor: Cursor | null, signal: AbortSignal): AsyncIterable<Page<Cursor>>

  /** The content of one document. Called only when its version is new to the index. */
  read(ref: DocumentRef, signal: AbortSignal): Promise<Content>

  /**
   * Of these documents, the ones that are no longer there for this account by the source's own word, and why. Asked
   * before anything that a finished listing no longer saw is removed. What cannot be told (offline, no answer) is left
   * out. A source that answers the same for what is deleted and what was withdrawn says `deleted-or-unshared`.
   */
  gone(scope: string, ids: readonly string[], signal: AbortSignal): Promise<readonly Gone[]>

  /**
   * Calls `changed` whenever a pull is due. No data flows through it. Resolves to how it watches once it does; the caller
   * then pulls once, for what changed before.
   */
  watch?(scope: string, changed: () => void, signal: AbortSignal): Promise<'events' | 'polling'>

  close(): Promise<void>
}

export interface Page<Cursor extends Json = Json> {
  readonly changes: readonly Change[]
  /** Resumes right after this page. Only the connector looks inside. */
  readonly cursor: Cursor
}

export type Change =
  | { readonly type: 'upsert'; readonly ref: DocumentRef }
  /** Listed, and left out of the index on purpose; it stays in the receipt with its reason. */
  | { readonly type: 'skip'; readonly ref: DocumentRef; readonly reason: SkipReason }
  /** `why` is `deleted` when it is not given. */
  | { readonly type: 'delete'; readonly id: string; readonly why?: GoneWhy }
  | { readonly type: 'failure'; readonly id: string; readonly title: string; readonly error: ConnectorError }
  /** A part of the scope could not be listed (a folder without permission): everything known below this id prefix stays. */
  | { readonly type: 'unseen'; readonly prefix: string; readonly error: ConnectorError }

/** A document that the source no longer has, or no longer shows to this account. */
export interface Gone {
  readonly id: string
  readonly why: GoneWhy
}

/** What the source says about a document, short of its content. Times are ISO 8601 in UTC. */
export interface DocumentRef {
  /** Stable for the life of the document, unique within the source. */
  readonly id: string
  /** Differs whenever the content does: an etag, a revision, size and mtime. */
  readonly version: string
  /** The version's clock is too coarse to trust: content is read and its hash decides. */
  readonly versionUncertain?: boolean
  /** Survives a rename or move where the source has such a thing (device and inode); finds a moved document again. */
  readonly fingerprint?: string
  readonly title: string
  /** True when `title` was written by a person as a title; false when it is only the name of a file. */
  readonly titled: boolean
  readonly url: string
  readonly createdAt?: string
  readonly updatedAt: string
  readonly author?: string
  readonly labels?: readonly string[]
  readonly mimeType: string
  /** Bytes, where the source says. */
  readonly size?: number
  /** Titles from the scope down to the document's parent, for display and for search. */
  readonly path: readonly string[]
  /** The document this one hangs on: a page for its attachment, a thread for its reply. */
  readonly parentId?: string
  /** Set when the listing already carried the content; `read` is then never called. */
  readonly content?: Content
}

/** Content is handed over as text or as a file on disk, never as one big array. */
export type Content =
  | { readonly type: 'text'; readonly text: string; readonly attachments?: readonly Attachment[] }
  /** `scratch` files are deleted by the engine after extraction; others are only read. */
  | { readonly type: 'file'; readonly path: string; readonly scratch: boolean }

/**
 * Something with content of its own that hangs on a document and that no listing names: a file in a page, on an issue, on a
 * message. It is a document of its own in the index, and comes, moves and goes with the one it hangs on.
 */
export interface Attachment {
  /** Names it within its document, as long as it is the same thing. */
  readonly id: string
  /** A file name with its extension. */
  readonly name: string
  /** Differs whenever its content does. */
  readonly version: string
  readonly mimeType: string
  /** Bytes, where the source says. */
  readonly size?: number
  /**
   * Its content, or why it is left out. Called only when its version is new to the index, soon after its document was read.
   * Throws ConnectorError, which is then this attachment's failure alone.
   */
  read(signal: AbortSignal): Promise<Content | SkipReason>
}

export interface Scope {
  readonly id: string
  readonly name: string
  readonly hasChildren: boolean
}

export interface Account {
  readonly id: string
  readonly name: string
}

export type AuthMethod<Config = unknown> =
  | OAuthMethod<Config>
  | { readonly kind: 'token'; readonly label: string; readonly helpUrl: string }
  | { readonly kind: 'password' }
  | { readonly kind: 'access-key' }
  | { readonly kind: 'none' }

export interface OAuthMethod<Config> {
  readonly kind: 'oauth2'
  /** Where the browser comes back to: known before anything is set up, since a person's own app has to name it. */
  readonly redirect: OAuthProvider['redirect']
  /** Servers of one's own have addresses of their own. */
  provider(config: Config): Omit<OAuthProvider, 'redirect'>
}

/** How much a service lets one ask. Every number is the service's own; the kit stays below it. */
export interface Limits {
  /** Who counts together: all sources of one account, or each source by itself. */
  readonly shared: 'account' | 'source'
  /** Every request counts against this one, save those of buckets that are `apart`. */
  readonly all: Bucket
  /** Narrower ones beside it, by the name that `bucket` picks: a method, an endpoint, a kind of cost. */
  readonly buckets?: Readonly<Record<string, Bucket>>
  /** What an answer of "too many requests" stops: everything (default), or only its bucket, as with Slack's methods. */
  readonly pauses?: 'all' | 'bucket'
}

/** At most `requests` in any `perMs`, or units of cost where calls name one, and at most `concurrent` at the same time. */
export interface Bucket {
  readonly requests: number
  readonly perMs: number
  readonly concurrent: number
  /** How many may leave at once after a quiet time. Default: a tenth of `requests`. */
  readonly burst?: number
  /** Counts by itself, not against `all` too: files that lie elsewhere, at addresses the service signed. Default false. */
  readonly apart?: boolean
}

export interface RequestLine {
  readonly method: string
  readonly url: URL
}

/** An answer whose status is no success, with the beginning of its text. */
export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
}

/** `retry` tells whether the kit may ask again by itself; default: what is usual for the problem. */
export interface Judgement {
  readonly problem: Problem
  readonly retry?: boolean
  readonly retryAfterMs?: number
}

export interface Settings<Config> {
  readonly fields: readonly ConnectorField[]
  /** Parses saved settings, or throws MagpieError saying which one is wrong and what it must be. */
  parse(saved: unknown): Config
}

/** All a connector may touch of the outside world. */
export interface Host {
  /**
   * `fetch` through the system's proxy and with the company's certificates, within the declared limits, with timeouts,
   * retries and `Retry-After` applied. What it resolves to was checked against `expect`. Throws ConnectorError.
   */
  fetch(input: string | URL | Request, init?: HostRequest): Promise<Response>
  /**
   * The same limits for SDKs and sockets that cannot be given a fetch. `cost` counts against the bucket (`all`, or one of
   * the named ones). A call that throws ConnectorError with `retryAfterMs` pauses those that follow.
   */
  limit<T>(bucket: string, cost: number, call: () => Promise<T>, signal: AbortSignal): Promise<T>
  /**
   * Refreshed when needed; `refused` is one that the service did not take, and another is given if there can be one.
   * Connectors never store secrets.
   */
  credential(refused?: Credential): Promise<Credential>
  /**
   * An answer's bytes as a scratch file, which the engine removes when it was read; `too-large` when they are more than
   * `mostBytes`. Throws ConnectorError when they break off.
   */
  keep(answer: Response, mostBytes: number): Promise<Content | 'too-large'>
  now(): Date
  readonly log: Log
}

export interface HostRequest extends RequestInit {
  /** One of the declared buckets, which the request counts against besides `all`. */
  readonly bucket?: string
  /** What it counts. Default 1. */
  readonly cost?: number
  /** How long it may take until the answer begins, and how long its body may be silent after that. Default 60 s. */
  readonly timeoutMs?: number
  /**
   * What a good answer is made of; anything else is `offline`, such as the web page of a hotel's network. `json` (the
   * default), `xml` and `text` arrive whole and unbroken; `bytes` stream as they come, whatever they are.
   */
  readonly expect?: 'json' | 'xml' | 'text' | 'bytes'
  /** Never sent a second time by itself, whatever comes of it. */
  readonly once?: boolean
  /** Statuses to be handed back as they are, such as 304 or 410, instead of thrown as a problem. */
  readonly statuses?: readonly number[]
}

export type Credential =
  | { readonly kind: 'bearer'; readonly token: string }
  | { readonly kind: 'password'; readonly user: string; readonly password: string }
  | { readonly kind: 'access-key'; readonly id: string; readonly secret: string }
  | { readonly kind: 'none' }

export interface Log {
  info(message: string, fields?: Readonly<Record<string, Json>>): void
  warn(message: string, fields?: Readonly<Record<string, Json>>): void
}

/** A problem that has exactly one answer in the engine (`sync/recovery.ts`); the message is for the log. */
export class ConnectorError extends Error {
  readonly problem: Problem
  readonly retryAfterMs: number | undefined

  constructor(problem: Problem, message: string, options: { retryAfterMs?: number; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'ConnectorError'
    this.problem = problem
    this.retryAfterMs = options.retryAfterMs
  }
}
