import type { Outgoing } from './outgoing.ts'
import { safeUrl } from './safe-url.ts'

/** Why a redirect is not followed. */
export class RefusedRedirect extends Error {
  override readonly name = 'RefusedRedirect'
}

const most = 5
const redirecting = new Set([301, 302, 303, 307, 308])
/** What may travel to another origin. Everything else could be a secret. */
const harmless = /^(accept(-.*)?|user-agent|range|if-.*|content-type)$/

/**
 * Sends a request and follows where it leads. Credentials stay with the origin they were meant for, nothing goes from
 * `https:` to `http:`, and a request with a body is not repeated elsewhere. Throws RefusedRedirect.
 */
export async function sendFollowing(
  request: Outgoing,
  send: (request: Outgoing) => Promise<Response>,
): Promise<{ readonly response: Response; readonly url: URL }> {
  let current = request
  for (let hops = 0; ; hops++) {
    const response = await send(current)
    const location = response.headers.get('location')
    if (!redirecting.has(response.status) || location === null) return { response, url: current.url }
    await response.body?.cancel()
    if (hops === most) throw new RefusedRedirect(`${safeUrl(request.url)} led through more than ${most} places`)
    current = next(current, response.status, location)
  }
}

function next(from: Outgoing, status: number, location: string): Outgoing {
  if (!URL.canParse(location, from.url.href)) throw new RefusedRedirect(`${safeUrl(from.url)} led to no valid place`)
  const url = new URL(location, from.url)
  if (url.protocol !== 'https:' && url.protocol !== from.url.protocol)
    throw new RefusedRedirect(`${safeUrl(from.url)} led to ${url.protocol}//${url.host}, which is not encrypted`)
  const asGet = status === 303 || (status < 303 && from.method === 'POST')
  const method = asGet && from.method !== 'HEAD' ? 'GET' : from.method
  const body = method === from.method ? from.body : null
  const elsewhere = url.origin !== from.url.origin
  if (elsewhere && method !== 'GET' && method !== 'HEAD')
    throw new RefusedRedirect(`${safeUrl(from.url)} wanted the request repeated at ${url.host}`)
  const headers = new Headers([...from.headers].filter(([name]) => !elsewhere || harmless.test(name)))
  if (body === null) headers.delete('content-type')
  return { method, url, headers, body }
}
