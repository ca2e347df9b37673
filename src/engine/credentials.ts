import { MagpieError } from '../shared/problem.ts'
import { ConnectorError, type Credential } from './connectors/connector.ts'
import type { Vault } from './sign-in/vault.ts'
import { deleteCredential, findCredential, saveCredential } from './store/credentials.ts'
import type { Store } from './store/store.ts'

/** The credentials of the sources, at rest only ever sealed. */
export interface Credentials {
  has(source: string): boolean
  /** Rejects with ConnectorError `sign-in`, whose cause says what a person can do. */
  of(source: string): Promise<Credential>
  /** Rejects as the vault does when nothing can be sealed. */
  ready(): Promise<void>
  /** Puts it in the place of what was there. */
  keep(source: string, credential: Credential, asksAgainAt?: number | null): Promise<void>
  /** Answers whether there was one. */
  erase(source: string): boolean
}

export function createCredentials(store: Store, vault: Vault, now: () => number): Credentials {
  return {
    has: (source) => findCredential(store, source) !== null,
    of: async (source) => {
      const stored = findCredential(store, source)
      if (stored === null) throw new ConnectorError('sign-in', 'Nobody is signed in', { cause: new MagpieError('source-sign-in') })
      try {
        return JSON.parse(await vault.open(source, stored.sealed)) as Credential
      } catch (error) {
        if (!(error instanceof MagpieError)) throw error
        throw new ConnectorError('sign-in', `The stored sign-in cannot be opened (${error.code})`, { cause: error })
      }
    },
    ready: async () => void (await vault.seal('ready', '')),
    keep: async (source, credential, asksAgainAt = null) => {
      const sealed = await vault.seal(source, JSON.stringify(credential))
      saveCredential(store, source, { kind: credential.kind, sealed, at: now(), asksAgainAt })
    },
    erase: (source) => deleteCredential(store, source),
  }
}
