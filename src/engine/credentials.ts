import { MagpieError } from '../shared/problem.ts'
import { ConnectorError, type Credential } from './connectors/connector.ts'
import { asSaid } from './sign-in/oauth/attempts.ts'
import { type Grant, SignInRefused } from './sign-in/oauth/grant.ts'
import type { TokenEndpoint } from './sign-in/oauth/token-endpoint.ts'
import { createTokenKeeper, type TokenKeeper } from './sign-in/oauth/token-keeper.ts'
import type { Vault } from './sign-in/vault.ts'
import { deleteCredential, findCredential, resealCredential, saveCredential } from './store/credentials.ts'
import type { Store } from './store/store.ts'

/** What a sign-in gives: a secret as it is, or a grant that gives one token after another. */
export type SignedIn = Credential | Grant

/** The credentials of the sources, at rest only ever sealed. */
export interface Credentials {
  has(source: string): boolean
  /**
   * Fresh; `refused` is one that the service did not take. Rejects with ConnectorError `sign-in`, whose cause says what a
   * person can do, or `offline`.
   */
  of(source: string, refused?: Credential): Promise<Credential>
  /** Rejects as the vault does when nothing can be sealed. */
  ready(): Promise<void>
  /** Puts it in the place of what was there. Ms since 1970. */
  keep(source: string, signedIn: SignedIn, asksAgainAt?: number | null): Promise<void>
  /** Takes a grant back at the provider, as far as it can be reached, and erases what is kept. Answers whether there was anything. */
  signOut(source: string): Promise<boolean>
}

export interface CredentialPorts {
  readonly store: Store
  readonly vault: Vault
  /** Where the tokens of a source come from. */
  readonly endpoint: (source: string, grant: Grant) => Promise<TokenEndpoint>
  readonly now: () => number
  readonly log: { warn(fields: object, message: string): void }
}

export function createCredentials({ store, vault, endpoint, now, log }: CredentialPorts): Credentials {
  const keepers = new Map<string, TokenKeeper>()

  const open = async (source: string): Promise<SignedIn> => {
    const stored = findCredential(store, source)
    if (stored === null) throw new MagpieError('source-sign-in')
    return JSON.parse(await vault.open(source, stored.sealed)) as SignedIn
  }
  const keeperOf = (source: string): TokenKeeper => {
    const keeper =
      keepers.get(source) ??
      createTokenKeeper({
        now,
        load: async () => (await open(source)) as Grant,
        save: async (grant) => resealCredential(store, source, await vault.seal(source, JSON.stringify(grant))),
        refresh: async (grant) => (await endpoint(source, grant)).refresh(grant),
      })
    keepers.set(source, keeper)
    return keeper
  }
  return {
    has: (source) => findCredential(store, source) !== null,
    of: async (source, refused) => {
      try {
        const signedIn = await open(source)
        if (signedIn.kind !== 'oauth2') return signedIn
        return { kind: 'bearer', token: await keeperOf(source).token(refused?.kind === 'bearer' ? refused.token : undefined) }
      } catch (error) {
        if (!(error instanceof MagpieError || error instanceof SignInRefused)) throw error
        const said = asSaid(error)
        throw new ConnectorError('sign-in', `The sign-in is no good (${said.code})`, { cause: said })
      }
    },
    ready: async () => void (await vault.seal('ready', '')),
    keep: async (source, signedIn, asksAgainAt = null) => {
      const sealed = await vault.seal(source, JSON.stringify(signedIn))
      saveCredential(store, source, { kind: signedIn.kind, sealed, at: now(), asksAgainAt })
    },
    signOut: async (source) => {
      if (findCredential(store, source)?.kind === 'oauth2')
        await open(source)
          .then(async (grant) => (await endpoint(source, grant as Grant)).revoke(grant as Grant))
          .catch((error: unknown) => log.warn({ source, error }, 'the sign-in could not be taken back at the provider'))
      keepers.delete(source)
      return deleteCredential(store, source)
    },
  }
}

/** What is sent while a source is about to be added. */
export const bearerOf = (signedIn: SignedIn): Credential =>
  signedIn.kind === 'oauth2' ? { kind: 'bearer', token: signedIn.accessToken } : signedIn
