/** The operating system's own place for secrets. Every method rejects with KeychainError. */
export interface Keychain {
  /** Null when it holds nothing by that name. */
  read(name: string): Promise<string | null>
  write(name: string, secret: string): Promise<void>
}

/** There is none here · it is locked and nobody unlocked it · it says no. */
export type KeychainWhy = 'absent' | 'locked' | 'refused'

export class KeychainError extends Error {
  override readonly name = 'KeychainError'
  readonly why: KeychainWhy

  constructor(why: KeychainWhy, cause: unknown) {
    super(`the keychain is ${why}`, { cause })
    this.why = why
  }
}

/** What our items are filed under. */
const service = 'Magpie'
/** A prompt to unlock may be open for so long, in ms. */
const promptMs = 120_000

/**
 * macOS's Keychain, Windows's Credential Manager, or the Secret Service of a Linux desktop. Never the kernel's keyring, which
 * the library would fall back to: it forgets everything when the computer is switched off.
 */
export function systemKeychain(): Keychain {
  const entry = async (name: string) => {
    try {
      const { AsyncEntry } = await import('@napi-rs/keyring')
      return new AsyncEntry(service, name, { linux: { store: 'secret-service' } })
    } catch (error) {
      // Only finding the service fails here: no session bus, or nobody on it who keeps secrets.
      throw new KeychainError('absent', error)
    }
  }
  return {
    read: async (name) => {
      const found = await entry(name)
      return found.getPassword(AbortSignal.timeout(promptMs)).then((secret) => secret ?? null, refuse)
    },
    write: async (name, secret) => {
      const found = await entry(name)
      await found.setPassword(secret, AbortSignal.timeout(promptMs)).catch(refuse)
    },
  }
}

function refuse(error: unknown): never {
  const message = error instanceof Error ? error.message : String(error)
  if (/prompt was dismissed|locked|interaction is not allowed|-25308|abort/i.test(message)) throw new KeychainError('locked', error)
  throw new KeychainError(/no such (interface|object)|not provided by any|serviceunknown/i.test(message) ? 'absent' : 'refused', error)
}
