import { z } from 'zod'
import type { Source } from '../model/source.ts'
import type { SignInStarted, SignInState, VaultStatus } from '../sign-in.ts'
import { credential, id, none } from './inputs.ts'

const passphrase = z.string().min(1).max(1_024)

export const signInCalls = {
  'sources.signIn': z.object({ id, credential: credential.optional(), attempt: z.uuid().optional() }).strict(),
  /** Of a source that is there, its own settings count. `client` is a person's own app. */
  'signIn.begin': z
    .object({
      connector: id,
      settings: z.record(z.string(), z.json()).default({}),
      source: id.optional(),
      client: z
        .object({ id: z.string().min(1).max(1_024), secret: z.string().min(1).max(16_384).optional() })
        .strict()
        .optional(),
      device: z.boolean().default(false),
    })
    .strict(),
  'signIn.status': z.object({ attempt: z.uuid() }).strict(),
  'signIn.paste': z.object({ attempt: z.uuid(), address: z.string().max(16_384) }).strict(),
  'signIn.cancel': z.object({ attempt: z.uuid() }).strict(),
  'vault.status': none,
  /** Without a passphrase, asks the keychain once more. */
  'vault.unlock': z.object({ passphrase: passphrase.optional() }).strict(),
  'vault.protect': z.object({ passphrase }).strict(),
  /** Forgets every stored sign-in and begins anew. */
  'vault.reset': none,
} as const

export interface SignInResults {
  'sources.signIn': { readonly source: Source }
  'signIn.begin': SignInStarted
  'signIn.status': SignInState
  'signIn.paste': SignInState
  'signIn.cancel': Record<string, never>
  'vault.status': VaultStatus
  'vault.unlock': VaultStatus
  'vault.protect': VaultStatus
  'vault.reset': VaultStatus
}
