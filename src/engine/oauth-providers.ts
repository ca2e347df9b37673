import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { OAuthClient, OAuthProvider } from '../shared/oauth.ts'
import { MagpieError } from '../shared/problem.ts'
import type { SignInWay } from '../shared/sign-in.ts'
import type { ConnectorType } from './connectors/connector.ts'
import type { Network } from './connectors/kit/network.ts'
import { urgently } from './connectors/kit/urgent.ts'
import type { SendOnce } from './sign-in/oauth/token-endpoint.ts'

/** What its connector says of its provider, for a source with these settings; null when it does not sign in so. */
export function providerOf(type: ConnectorType, settings: unknown): OAuthProvider | null {
  const method = type.auth.find((one) => one.kind === 'oauth2')
  return method === undefined ? null : { ...method.provider(type.settings.parse(settings)), redirect: method.redirect }
}

/** When the provider asks again, in ms since 1970; null when it does not by itself. */
export const asksAgainAt = (provider: OAuthProvider | null, now: number): number | null =>
  provider?.asksAgainAfterDays === undefined ? null : now + provider.asksAgainAfterDays * 86_400_000

/** Ids of our own apps by connector. There are no secrets among them: what is shipped is no secret. */
const builtIn = z.record(z.string(), z.string().min(1))

/** The app to sign in as: a person's own, else the one that was built in. Throws `client-missing`. */
export function clientOf(type: Pick<ConnectorType, 'id' | 'name'>, own: OAuthClient | undefined, resources: string): OAuthClient {
  if (own !== undefined) return own
  const id = builtInId(type.id, resources)
  if (id === null) throw new MagpieError('client-missing', { name: type.name })
  return { id }
}

function builtInId(connector: string, resources: string): string | null {
  const file = join(resources, 'oauth-clients.json')
  return existsSync(file) ? (builtIn.parse(JSON.parse(readFileSync(file, 'utf8')))[connector] ?? null) : null
}

/** The ways to sign in, as a window draws them. */
export const signInWays = (type: ConnectorType, resources: string): readonly SignInWay[] =>
  type.auth.map((method) => {
    if (method.kind === 'token') return { kind: 'token', label: method.label, helpUrl: method.helpUrl }
    if (method.kind !== 'oauth2') return { kind: method.kind }
    const { host, ports, path } = method.redirect
    // A provider that ignores the port wants none named.
    const places = ports === 'any' ? [host] : ports.map((port) => `${host}:${port}`)
    return { kind: 'oauth2', builtIn: builtInId(type.id, resources) !== null, comesBackTo: places.map((place) => `http://${place}${path}`) }
  })

const refusals = [400, 401, 403]

/** Sends to providers as everything is sent, save that nothing is sent a second time: tokens may be used once. */
export function sendToProviders(network: Network): SendOnce {
  const limits = { shared: 'source', all: { requests: 60, perMs: 60_000, concurrent: 4, burst: 20 } } as const
  const traffic = network.traffic({ id: 'sign-in', limits, reads: () => true }, { source: null, account: null })
  return (url, init) => urgently(() => traffic.fetch(url, { ...init, once: true, expect: 'text', statuses: refusals, redirect: 'follow' }))
}
