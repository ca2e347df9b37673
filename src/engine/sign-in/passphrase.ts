import { randomBytes, scrypt } from 'node:crypto'
import { seal, unseal } from './seal.ts'

/** A key that only a passphrase opens. `sealed` is the key under another that scrypt makes of the passphrase. */
export interface WrappedKey {
  readonly salt: Buffer
  readonly sealed: Buffer
  /** scrypt's N, r and p (RFC 7914). */
  readonly cost: readonly [number, number, number]
}

/** 128 MB and about half a second for each guess. */
const cost = [2 ** 17, 8, 1] as const
const subject = 'magpie data key'

export async function wrapKey(key: Buffer, passphrase: string): Promise<WrappedKey> {
  const salt = randomBytes(16)
  return { salt, sealed: seal(await derive(passphrase, salt, cost), subject, key), cost }
}

/** Null when the passphrase is another. */
export async function unwrapKey({ salt, sealed, cost }: WrappedKey, passphrase: string): Promise<Buffer | null> {
  return unseal(await derive(passphrase, salt, cost), subject, sealed)
}

/** The same characters can be typed in several ways; they count as one. */
function derive(passphrase: string, salt: Buffer, [N, r, p]: WrappedKey['cost']): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(passphrase.normalize('NFKC'), salt, 32, { N, r, p, maxmem: 256 * N * r }, (error, key) => {
      if (error === null) resolve(key)
      else reject(error)
    })
  })
}
