import { randomBytes, randomUUID } from 'node:crypto'
import { type ErrorCode, MagpieError } from '../../shared/problem.ts'
import type { VaultStatus } from '../../shared/sign-in.ts'
import { type Keychain, KeychainError } from './keychain.ts'
import { unwrapKey, type WrappedKey, wrapKey } from './passphrase.ts'
import { seal, unseal } from './seal.ts'

/** What is written down of a vault: how to come by its key, never the key. */
export interface VaultRecord {
  /** Its name in the keychain. */
  readonly id: string
  /** Something known, sealed under the key: tells whether a key is the right one. */
  readonly proof: Buffer
  /** Whether the keychain holds the key. */
  readonly keychain: boolean
  /** The key behind a passphrase, where one was set. */
  readonly passphrase: WrappedKey | null
}

export interface VaultPorts {
  readonly keychain: Keychain
  load(): VaultRecord | null
  save(record: VaultRecord): void
  /** Forgets the record and all that was sealed. */
  clear(): void
  /** Ms since 1970. */
  now(): number
}

/** Keeps credentials sealed under one random key, which lives in the keychain or behind a passphrase, and in memory while it is used. */
export interface Vault {
  status(): Promise<VaultStatus>
  /** Rejects with `vault-locked`, `vault-absent`, `vault-refused` or `vault-lost`. */
  seal(subject: string, secret: string): Promise<Buffer>
  /** As `seal`; also `vault-lost` when it does not open. */
  open(subject: string, sealed: Buffer): Promise<string>
  /** Opens it with a passphrase, or asks the keychain once more. Rejects as `seal`, or with `passphrase-wrong`. */
  unlock(passphrase?: string): Promise<void>
  /** Sets the passphrase, or changes it; the first one makes the vault where there is no keychain. As `seal`; `passphrase-short`. */
  protect(passphrase: string): Promise<void>
  /** Begins anew, with nothing in it. */
  reset(): void
  /** Forgets the key in memory. */
  lock(): void
}

const proofSubject = 'magpie vault'
const proofText = 'this is the key'
const shortest = 8
/** Who dismissed the keychain's prompt is not asked again for so long, in ms, unless they ask for it. */
const leaveAloneMs = 10 * 60_000

type Trouble = Extract<ErrorCode, `vault-${string}`>

export function createVault({ keychain, load, save, clear, now }: VaultPorts): Vault {
  let key: Buffer | null = null
  let opening: Promise<Buffer> | null = null
  let refused: { readonly why: Trouble; readonly at: number } | null = null

  const use = (opened: Buffer): Buffer => {
    key = opened
    refused = null
    return opened
  }
  const fits = (record: VaultRecord, candidate: Buffer) =>
    candidate.length === 32 && unseal(candidate, proofSubject, record.proof)?.toString() === proofText

  const fromKeychain = async (record: VaultRecord): Promise<Buffer> => {
    const kept = await keychain.read(record.id)
    if (kept === null) throw new MagpieError('vault-lost')
    const found = Buffer.from(kept, 'base64')
    if (!fits(record, found)) throw new MagpieError('vault-lost')
    return found
  }
  const make = async (withPassphrase: string | null): Promise<Buffer> => {
    const made = randomBytes(32)
    const id = `home-${randomUUID()}`
    if (withPassphrase === null) {
      const text = made.toString('base64')
      await keychain.write(id, text)
      // Some keychains take what they do not keep.
      if ((await keychain.read(id)) !== text) throw new KeychainError('refused', new Error('it did not keep what it was given'))
    }
    const passphrase = withPassphrase === null ? null : await wrapKey(made, withPassphrase)
    save({ id, proof: seal(made, proofSubject, proofText), keychain: withPassphrase === null, passphrase })
    return made
  }
  const opened = async (asked: boolean): Promise<Buffer> => {
    if (key !== null) return key
    if (refused !== null && !asked && now() - refused.at < leaveAloneMs) throw new MagpieError(refused.why, { by: 'keychain' })
    const record = load()
    if (record !== null && !record.keychain) throw new MagpieError('vault-locked', { by: 'passphrase' })
    try {
      return use(record === null ? await make(null) : await fromKeychain(record))
    } catch (error) {
      const why = troubleOf(error)
      if (why === null) throw error
      // Whoever set a passphrase, too, can open it without the keychain.
      if (record?.passphrase != null) throw new MagpieError('vault-locked', { by: 'passphrase' }, error)
      refused = { why, at: now() }
      throw new MagpieError(why, { by: 'keychain' }, error)
    }
  }
  /** One prompt for all who wait. */
  const open = (asked = false): Promise<Buffer> => {
    opening ??= opened(asked).finally(() => {
      opening = null
    })
    return opening
  }
  return {
    status: async () => {
      const record = load()
      const how = { by: howOf(record), passphrase: record?.passphrase != null }
      // While nothing is sealed, a prompt would come out of nowhere.
      if (record === null && refused === null) return { ...how, state: 'empty', said: { code: 'vault-empty', params: {} } }
      try {
        await open()
        return { ...how, state: 'unlocked', said: { code: 'vault-unlocked', params: { by: how.by } } }
      } catch (error) {
        if (!(error instanceof MagpieError)) throw error
        return { ...how, state: states[error.code as Trouble], said: { code: error.code, params: error.params } }
      }
    },
    seal: async (subject, secret) => seal(await open(), subject, secret),
    open: async (subject, sealed) => {
      const secret = unseal(await open(), subject, sealed)
      if (secret === null) throw new MagpieError('vault-lost')
      return secret.toString()
    },
    unlock: async (passphrase) => {
      if (passphrase === undefined) return void (await open(true))
      const record = load()
      if (record === null || record.passphrase === null) throw new MagpieError('passphrase-none')
      const found = await unwrapKey(record.passphrase, passphrase)
      if (found === null || !fits(record, found)) throw new MagpieError('passphrase-wrong')
      use(found)
    },
    protect: async (passphrase) => {
      if (passphrase.length < shortest) throw new MagpieError('passphrase-short', { shortest })
      if (load() === null) {
        // With a keychain, the passphrase is a second way in; without, the only one.
        const made = await open(true).catch(() => null)
        if (made === null) return void use(await make(passphrase))
      }
      const wrapped = await wrapKey(await open(true), passphrase)
      const record = load()
      if (record !== null) save({ ...record, passphrase: wrapped })
    },
    reset: () => {
      key?.fill(0)
      key = null
      refused = null
      clear()
    },
    lock: () => {
      key?.fill(0)
      key = null
    },
  }
}

function troubleOf(error: unknown): Trouble | null {
  if (error instanceof KeychainError) return `vault-${error.why}`
  return error instanceof MagpieError && error.code === 'vault-lost' ? 'vault-lost' : null
}

const howOf = (record: VaultRecord | null): VaultStatus['by'] => (record === null ? null : record.keychain ? 'keychain' : 'passphrase')

const states: Readonly<Record<Trouble, VaultStatus['state']>> = {
  'vault-locked': 'locked',
  'vault-absent': 'absent',
  'vault-refused': 'refused',
  'vault-lost': 'lost',
}
