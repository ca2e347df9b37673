import { type Keychain, KeychainError, type KeychainWhy } from './keychain.ts'

/** A keychain in memory, which can be made to fail as real ones do. */
export interface ToyKeychain extends Keychain {
  readonly held: Map<string, string>
  /** Why it fails, until it is taken back. */
  down: KeychainWhy | null
  /** How often it was asked for anything. */
  asked: number
}

export function createToyKeychain(): ToyKeychain {
  const answer = <T>(value: () => T): Promise<T> => {
    toy.asked++
    return toy.down === null ? Promise.resolve(value()) : Promise.reject(new KeychainError(toy.down, new Error('it is a toy')))
  }
  const toy: ToyKeychain = {
    held: new Map(),
    down: null,
    asked: 0,
    read: (name) => answer(() => toy.held.get(name) ?? null),
    write: (name, secret) => answer(() => void toy.held.set(name, secret)),
  }
  return toy
}
