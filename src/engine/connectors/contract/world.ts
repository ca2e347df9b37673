import type { Connector, ConnectorType, Content } from '../connector.ts'

/**
 * A stand-in for the real service with one source in it, steered by the suite. Each connector's tests bring one. What is
 * optional says what a service can do at all: tests that need it are skipped where it is missing, and say why.
 */
export interface World {
  readonly type: ConnectorType
  readonly connector: Connector
  /** Opens the source once more, as a restarted engine would. The world closes what it opened. */
  open(): Connector
  /** The scope that everything is put into, unless another is named. */
  readonly scope: string
  /** A second scope beside it. */
  readonly otherScope?: string
  /** Makes or replaces a document. Ids are file names without a folder. */
  put(id: string, text: string, scope?: string): Promise<void>
  remove(id: string): Promise<void>
  /** Brings back what was removed, as it was: out of a bin. */
  restore?(id: string): Promise<void>
  move?(id: string, toScope: string): Promise<void>
  /** The account may no longer see the document. */
  unshare?(id: string): Promise<void>
  /** It may again; nothing else changed. */
  share?(id: string): Promise<void>
  /** Makes a document that lies below so many others, folders or pages; answers its id. */
  putDeep?(depth: number, text: string): Promise<string>
  /** Makes a document that can be listed and not read, where the service knows such a thing. */
  putUnreadable?(id: string): Promise<void>
  /** Makes a document of which the listing itself is no use: half of what it should say is missing. */
  putGarbled?(id: string): Promise<void>
  /** Adds so many scopes, in more pages than one; answers their ids. */
  addScopes?(count: number): Promise<readonly string[]>
  /** From now on every document gets the same modification time. */
  freezeClock?(): void
  /** From now on the source cannot be reached. */
  goOffline?(): Promise<void>
  /** The source comes back with nothing in it, as an unmounted share does. */
  goEmpty?(): Promise<void>
  /** Makes every cursor handed out so far worthless. */
  expireCursor?(): Promise<void>
  /** For what is reached by requests over HTTP. */
  readonly wire?: Wire
  /** The text of what `read` handed over. */
  text(content: Content): Promise<string>
  dispose(): Promise<void>
}

/** What a service that answers requests can do besides. */
export interface Wire {
  /** Every request made so far, in order. */
  readonly requests: readonly { readonly method: string; readonly url: string }[]
  /** Called before a request is answered. */
  beforeAnswer: () => Promise<void> | void
  /** The next request meets this, once; those after it are answered as usual. */
  next(trouble: WireTrouble): void
  /** From now on every request meets this. */
  always(trouble: WireTrouble): void
  /** From now on every answer says more than was asked for. */
  addUnknownFields(): void
  /** How long the connector's host has waited in all, by its own clock; ms. */
  waitedMs(): number
}

/**
 * limited      429, with `Retry-After: seconds`
 * html         status 200 and a web page, as a hotel's network answers
 * signed-out   401
 * forbidden    403
 * unavailable  503
 * broken       an answer that ends in the middle
 * silent       no answer at all, ever
 */
export type WireTrouble =
  | { readonly is: 'limited'; readonly seconds: number }
  | { readonly is: 'html' | 'signed-out' | 'forbidden' | 'unavailable' | 'broken' | 'silent' }

/** Tests of the suite that do not fit a connector, by name, and why. */
export interface Skip {
  readonly reason: string
  readonly tests: readonly string[]
}
