import { prepared } from './statements.ts'
import type { Store } from './store.ts'
import { transact } from './transaction.ts'

/** How the key of this home's vault is come by. */
export interface VaultRow {
  readonly id: string
  readonly proof: Buffer
  readonly keychain: boolean
  readonly passphrase: { readonly salt: Buffer; readonly sealed: Buffer; readonly cost: readonly [number, number, number] } | null
}

export function loadVault(store: Store): VaultRow | null {
  const row = prepared<{ id: string; proof: Buffer; keychain: number; salt: Buffer | null; wrapped: Buffer | null; cost: string | null }>(
    store,
    'select id, proof, keychain, salt, wrapped, cost from vault',
  ).get()
  if (row === undefined) return null
  const { id, proof, keychain, salt, wrapped, cost } = row
  const passphrase =
    salt === null || wrapped === null || cost === null
      ? null
      : { salt, sealed: wrapped, cost: JSON.parse(cost) as [number, number, number] }
  return { id, proof, keychain: keychain === 1, passphrase }
}

export function saveVault(store: Store, { id, proof, keychain, passphrase }: VaultRow): void {
  prepared(store, 'insert or replace into vault (only_one, id, proof, keychain, salt, wrapped, cost) values (1, ?, ?, ?, ?, ?, ?)').run(
    id,
    proof,
    keychain ? 1 : 0,
    passphrase?.salt ?? null,
    passphrase?.sealed ?? null,
    passphrase === null ? null : JSON.stringify(passphrase.cost),
  )
}

/** Forgets the vault, and with it every credential, which nothing could open any more. */
export function clearVault(store: Store): void {
  transact(store, () => {
    prepared(store, 'delete from credential').run()
    prepared(store, 'delete from vault').run()
  })
}
