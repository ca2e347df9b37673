/**
 * How a browser window proves itself to the web host. The person's link is `http://127.0.0.1:PORT/#token=…`; the
 * window sends the token as its first message and gets a session token that lets it reconnect and reload. Both live
 * in places other local servers cannot read: a fragment is never sent, and sessionStorage belongs to host and port.
 */
export const socketPath = '/rpc'
export const fragmentKey = 'token'

/** A window's first message. */
export interface Hello {
  readonly token: string
}

/** The host's first message. */
export interface Welcome {
  readonly session: string
}

/** WebSocket close codes of the host (4000-4999 are free for applications, RFC 6455 §7.4.2). */
export const closeCodes = {
  /** The token is used up or unknown; the window needs a new link. */
  refused: 4401,
  /** Too many calls at once. */
  flooded: 4429,
  /** The engine behind the host is gone. */
  engineGone: 4503,
} as const
