import { MagpieError } from '../../shared/problem.ts'
import { connectorType, type Parts } from '../parts.ts'
import { findCredential } from '../store/credentials.ts'
import { findSource, listSources, updateSource } from '../store/sources.ts'
import { expectKind } from './credential-kinds.ts'
import type { Handlers } from './handlers.ts'
import { withConnector } from './with-connector.ts'

export const signInHandlers: Handlers<'sources.signIn' | 'vault.status' | 'vault.unlock' | 'vault.protect' | 'vault.reset'> = {
  'sources.signIn': async (parts, { id, credential }) => {
    const source = findSource(parts.store, id)
    if (source === null) throw new MagpieError('source-unknown', { id })
    const type = await connectorType(parts.options.connectors, source.connector)
    expectKind(type, credential)
    await parts.credentials.ready()
    const opening = { source, settings: source.settings, credential }
    const account = await withConnector(parts, type, opening, (connector, signal) => connector.check(signal))
    // Another account has other documents: what is indexed would look deleted.
    if (account.id !== source.account) throw new MagpieError('account-differs', { was: source.account, is: account.id })
    await parts.credentials.keep(id, credential)
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

/** The source is synced again, unless somebody paused it. */
function goOn(parts: Parts, id: string): void {
  if (findSource(parts.store, id)?.state === 'needs-sign-in') updateSource(parts.store, id, { state: 'idle', problem: null })
  parts.announce('sources.changed', { source: id })
  if (parts.options.background && findSource(parts.store, id)?.state !== 'paused') void parts.syncer.rewatch(id)
}
