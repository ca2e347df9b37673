import { createSecureContext, type SecureContext } from 'node:tls'
import type { Dispatcher } from 'undici'
import type { Clock } from './clock.ts'
import type { NetworkPort } from './network-port.ts'
import type { Outgoing } from './outgoing.ts'
import { untilAborted } from './until-aborted.ts'

/** Sends one request as it is: no limits, no retries, no redirects. */
export interface Transport {
  send(request: Outgoing, signal: AbortSignal): Promise<Response>
  close(): Promise<void>
}

/** How long a proxy that could not be reached is tried last, in ms. */
const avoidMs = 5 * 60_000
const connectMs = 10_000

/** Most runs of the command line ask no service, and undici alone would take a quarter of their start. */
const loadUndici = () => import('undici')
type Undici = Awaited<ReturnType<typeof loadUndici>>

/** Sends through the computer's proxies and trusts its certificates. Keeps one pool of connections for each way. */
export function createTransport(port: NetworkPort, clock: Clock): Transport {
  const pools = new Map<string, Dispatcher>()
  const avoided = new Map<string, number>()
  let trusted: { readonly certificates: readonly string[]; readonly context: SecureContext } | undefined

  const trust = (): SecureContext => {
    const certificates = port.certificates()
    if (trusted?.certificates === certificates) return trusted.context
    // Connections that are open keep what they trusted; new ones are made with what is trusted now.
    pools.clear()
    trusted = { certificates, context: createSecureContext({ ca: [...certificates] }) }
    return trusted.context
  }
  const open = ({ Agent, buildConnector, ProxyAgent }: Undici, way: string, secureContext: SecureContext): Dispatcher => {
    const tls = { secureContext, timeout: connectMs }
    // Silence is measured by whoever asks, on a clock that tests can set.
    const pool = { headersTimeout: 0, bodyTimeout: 0, allowH2: false }
    if (way === 'direct') return new Agent({ ...pool, connect: buildConnector({ ...tls, allowH2: false }) })
    // A SOCKS relay given TLS options is spoken to in TLS, which none understands.
    const proxyTls = way.startsWith('socks5:') ? {} : { proxyTls: tls }
    return new ProxyAgent({ ...pool, uri: way, requestTls: tls, ...proxyTls })
  }
  const poolFor = (undici: Undici, way: string): Dispatcher => {
    const secureContext = trust()
    const pool = pools.get(way) ?? open(undici, way, secureContext)
    pools.set(way, pool)
    return pool
  }
  const isAvoided = (way: string) => (avoided.get(way) ?? 0) > clock.now()
  return {
    send: async (request, signal) => {
      const ways = await untilAborted(port.ways(request.url), signal)
      const undici = await untilAborted(loadUndici(), signal)
      const inOrder = [...ways.filter((way) => !isAvoided(way)), ...ways.filter(isAvoided)]
      let failure: unknown
      for (const way of inOrder.length === 0 ? ['direct'] : inOrder)
        try {
          const { url, method, headers, body } = request
          const init = { method, headers: [...headers], body, signal, redirect: 'manual' as const, dispatcher: poolFor(undici, way) }
          return (await undici.fetch(url, init)) as unknown as Response
        } catch (error) {
          signal.throwIfAborted()
          failure = error
          if (ways.length > 1) avoided.set(way, clock.now() + avoidMs)
        }
      throw failure
    },
    close: async () => {
      await Promise.all([...pools.values()].map((pool) => pool.destroy()))
      pools.clear()
    },
  }
}
