import type { Source } from '../../shared/model.ts'
import { MagpieError } from '../../shared/problem.ts'
import type { ConnectorType } from '../connectors/connector.ts'
import { bearerOf, type SignedIn } from '../credentials.ts'
import { asksAgainAt, clientOf, providerOf } from '../oauth-providers.ts'
import { connectorType, type Parts } from '../parts.ts'
import { findCredential } from '../store/credentials.ts'
import { findSource, listSources, updateSource } from '../store/sources.ts'
import { expectKind } from './credential-kinds.ts'
import type { Handlers } from './handlers.ts'
import { withConnector } from './with-connector.ts'

type Calls =
  | 'sources.signIn'
  | 'signIn.begin'
  | 'signIn.status'
  | 'signIn.paste'
  | 'signIn.cancel'
  | `vault.${'status' | 'unlock' | 'protect' | 'reset'}`

export const signInHandlers: Handlers<Calls> = {
  'signIn.begin': async (parts, { connector, settings, source: id, client, device }) => {
    const source = id === undefined ? null : findSource(parts.store, id)
    if (id !== undefined && source === null) throw new MagpieError('source-unknown', { id })
    const type = await connectorType(parts.options.connectors, source?.connector ?? connector)
    const provider = providerOf(type, source?.settings ?? settings)
    if (provider === null)
      throw new MagpieError('credential-kind', { name: type.name, allowed: type.auth.map(({ kind }) => kind).join(', ') })
    const own = client === undefined ? undefined : { id: client.id, ...(client.secret === undefined ? {} : { secret: client.secret }) }
    const key = JSON.stringify([type.id, id ?? null])
    return parts.attempts.begin({ key, provider, client: clientOf(type, own, parts.options.resources), device })
  },
  'signIn.status': ({ attempts }, { attempt }) => attempts.state(attempt),
  'signIn.paste': ({ attempts }, { attempt, address }) => {
    attempts.paste(attempt, address)
    return attempts.state(attempt)
  },
  'signIn.cancel': ({ attempts }, { attempt }) => {
    attempts.cancel(attempt)
    return {}
  },
  'sources.signIn': async (parts, { id, credential, attempt }) => {
    const signedIn = attempt === undefined ? credential : parts.attempts.grant(attempt)
    if (signedIn === undefined)
      throw new MagpieError('bad-request', { call: 'sources.signIn', detail: 'neither a credential nor an attempt' })
    const source = findSource(parts.store, id)
    if (source === null) throw new MagpieError('source-unknown', { id })
    const type = await connectorType(parts.options.connectors, source.connector)
    expectKind(type, signedIn)
    await parts.credentials.ready()
    const opening = { source, settings: source.settings, credential: bearerOf(signedIn) }
    const account = await withConnector(parts, type, opening, (connector, signal) => connector.check(signal))
    // Another account has other documents: what is indexed would look deleted.
    if (account.id !== source.account) throw new MagpieError('account-differs', { was: source.account, is: account.id })
    await keep(parts, type, source, signedIn)
    if (attempt !== undefined) parts.attempts.forget(attempt)
    goOn(parts, id)
    return { source: findSource(parts.store, id) ?? source }
  },
  'vault.status': ({ vault }) => vault.status(),
  'vault.unlock': async (parts, { passphrase }) => {
    await parts.vault.unlock(passphrase)
    for (const { id, state } of listSources(parts.store))
      if (state === 'needs-sign-in' && findCredential(parts.store, id) !== null) goOn(parts, id)
    return parts.vault.status()
  },
  'vault.protect': async ({ vault }, { passphrase }) => {
    await vault.protect(passphrase)
    return vault.status()
  },
  'vault.reset': ({ vault }) => {
    vault.reset()
    return vault.status()
  },
}

/** Keeps what a source signs in with from now on. */
export function keep(parts: Parts, type: ConnectorType, source: Pick<Source, 'id' | 'settings'>, signedIn: SignedIn): Promise<void> {
  const provider = signedIn.kind === 'oauth2' ? providerOf(type, source.settings) : null
  return parts.credentials.keep(source.id, signedIn, asksAgainAt(provider, Date.now()))
}

/** The source is synced again, unless somebody paused it. */
function goOn(parts: Parts, id: string): void {
  if (findSource(parts.store, id)?.state === 'needs-sign-in') updateSource(parts.store, id, { state: 'idle', problem: null })
  parts.announce('sources.changed', { source: id })
  if (parts.options.background && findSource(parts.store, id)?.state !== 'paused') void parts.syncer.rewatch(id)
}
