import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/** Decides who may speak to the host. Tokens are 256 bits; a launch token opens one session, once. */
export interface Gate {
  /** A link token that has not been used. */
  readonly launch: string
  /** The session that a launch or session token stands for, or null. Uses a launch token up. */
  admit(token: unknown): string | null
}

export function createGate(): Gate {
  const launch = newToken()
  const session = newToken()
  let used = false
  return {
    launch,
    admit: (token) => {
      if (typeof token !== 'string') return null
      if (same(token, session)) return used ? session : null
      if (used || !same(token, launch)) return null
      used = true
      return session
    },
  }
}

/**
 * True when the request names this very server. A page elsewhere that rebinds its own name to 127.0.0.1 still sends
 * its own name as Host, so the check stands on every request and upgrade.
 */
export function namesThisHost(request: IncomingMessage, port: number): boolean {
  return request.headers.host === `127.0.0.1:${port}` || request.headers.host === `localhost:${port}`
}

/** True when the page that asks for a socket was served by this host. Browsers always send Origin here. */
export const comesFromHere = (request: IncomingMessage): boolean => request.headers.origin === `http://${request.headers.host}`

const newToken = () => randomBytes(32).toString('base64url')
const digest = (text: string) => createHash('sha256').update(text).digest()
/** Equal-length digests, so that the time taken says nothing about the token. */
const same = (a: string, b: string) => timingSafeEqual(digest(a), digest(b))
