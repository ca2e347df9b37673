import { ConnectorError, type ConnectorType, type HostRequest } from '../connector.ts'
import { readWhole, watchBody } from './body.ts'
import type { Clock } from './clock.ts'
import type { ClockSkew } from './clock-skew.ts'
import { startDeadline } from './deadline.ts'
import { type Expected, inspect } from './expected.ts'
import { judgeStatus } from './judge-status.ts'
import type { Outgoing } from './outgoing.ts'
import { sendFollowing } from './redirects.ts'
import { safeUrl } from './safe-url.ts'
import type { Transport } from './transport.ts'
import { networkTrouble, offline, Trouble } from './trouble.ts'
import { WouldWrite } from './would-write.ts'

export interface AttemptPorts {
  readonly transport: Transport
  readonly clock: Clock
  readonly skew: ClockSkew
  readonly judge: ConnectorType['judge']
  /** Throws for a request that would change something. */
  readonly guard: (request: Pick<Outgoing, 'method' | 'url'>) => void
}

const patienceMs = 60_000
/** How much of a refusal is shown to the connector, in characters. */
const refusalLength = 65_536

/**
 * Asks once. Resolves to an answer that is as expected; `over` is called when the connection is free again. Throws Trouble,
 * or what the signal says.
 */
export async function attempt(ports: AttemptPorts, request: Outgoing, init: HostRequest, signal: AbortSignal, over: () => void) {
  const { clock, skew } = ports
  const what = `${request.method} ${safeUrl(request.url)}`
  const { host } = request.url
  const timeoutMs = init.timeoutMs ?? patienceMs
  const deadline = startDeadline(clock, timeoutMs, signal)
  const explain = (error: unknown): unknown => {
    if (signal.aborted) return signal.reason
    if (error instanceof Trouble || error instanceof WouldWrite) return error
    if (!deadline.expired()) return networkTrouble(what, host, error)
    return new Trouble(new ConnectorError('offline', `${what}: nothing came for ${timeoutMs / 1_000} s`), { again: true, server: true })
  }
  let streaming = false
  try {
    const { response, url } = await answerTo(ports, request, init, deadline.signal)
    deadline.restart()
    skew.note(url.host, response.headers)
    const wanted = response.ok || (init.statuses?.includes(response.status) ?? false)
    if (!wanted) {
      const text = decode(await readWhole(response, deadline)).slice(0, refusalLength)
      const { status, headers } = response
      throw judgeStatus({ status, headers, text }, { what, host, now: clock.now(), skew: skew.minutes(), judge: ports.judge })
    }
    if (init.expect === 'bytes' && response.body !== null) {
      streaming = true
      const problem = (error: unknown) => unwrap(explain(error))
      return asResponse(response, url, watchBody(response.body, deadline, over, problem))
    }
    const bytes = await readWhole(response, deadline)
    // A status that was asked for speaks for itself; its body can be anything.
    if (!response.ok || init.expect === 'bytes' || isEmpty(request, response)) return asResponse(response, url, bytes)
    return checked(response, url, bytes, init.expect ?? 'json', what, host)
  } catch (error) {
    throw explain(error)
  } finally {
    if (!streaming) {
      deadline.stop()
      over()
    }
  }
}

async function answerTo({ transport, guard }: AttemptPorts, request: Outgoing, init: HostRequest, signal: AbortSignal) {
  if (init.redirect === 'manual') return { response: await transport.send(request, signal), url: request.url }
  return sendFollowing(request, (next) => {
    guard(next)
    return transport.send(next, signal)
  })
}

function checked(response: Response, url: URL, bytes: Uint8Array, expect: Exclude<Expected, 'bytes'>, what: string, host: string) {
  const type = response.headers.get('content-type')
  const text = decode(bytes)
  const found = inspect(expect, type, text)
  if (found.is === 'web-page')
    throw new Trouble(offline(`${what} answered with a web page`, 'web-page-instead', host), { again: false, server: true })
  if (found.is === 'other')
    throw new Trouble(new ConnectorError('offline', `${what} answered with ${type ?? 'something else'}`), { again: false, server: true })
  if (found.is === 'broken')
    throw new Trouble(new ConnectorError('offline', `${what}: the answer broke off`), { again: true, server: true })
  const answer = asResponse(response, url, bytes)
  // Parsed already; a second time would cost as much again.
  if ('json' in found) Object.defineProperty(answer, 'json', { value: () => Promise.resolve(found.json) })
  return answer
}

const isEmpty = (request: Outgoing, response: Response): boolean =>
  request.method === 'HEAD' || response.status === 204 || response.status === 205

const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)

const unwrap = (error: unknown): unknown => (error instanceof Trouble ? error.error : error)

/** A body arrives unpacked, so what describes the packed one must not stay with it. */
function asResponse({ status, statusText, headers }: Response, url: URL, body: string | Uint8Array | ReadableStream<Uint8Array>): Response {
  const kept = new Headers([...headers].filter(([name]) => name !== 'content-encoding' && name !== 'content-length'))
  const empty = status === 204 || status === 205 || status === 304
  const answer = new Response(empty ? null : (body as ConstructorParameters<typeof Response>[0]), { status, statusText, headers: kept })
  Object.defineProperty(answer, 'url', { value: url.href })
  return answer
}
