import { beforeEach, describe, expect, it } from 'vitest'
import type { MagpieError } from '../../shared/problem.ts'
import type { KeychainWhy } from './keychain.ts'
import { createToyKeychain, type ToyKeychain } from './toy-keychain.fixture.ts'
import { createVault, type Vault, type VaultRecord } from './vault.ts'

let keychain: ToyKeychain
let record: VaultRecord | null
let now: number
let vault: Vault

/** As a restarted engine has it. */
const reopen = () =>
  createVault({
    keychain,
    load: () => record,
    save: (next) => {
      record = next
    },
    clear: () => {
      record = null
    },
    now: () => now,
  })
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'none',
    (error: MagpieError) => error.code ?? error,
  )

beforeEach(() => {
  keychain = createToyKeychain()
  record = null
  now = 0
  vault = reopen()
})

describe('with a keychain', () => {
  it('keeps a secret through restarts, and nowhere in clear', async () => {
    const sealed = await vault.seal('notion-1', 'ntn_secret')
    expect(await reopen().open('notion-1', sealed)).toBe('ntn_secret')
    const written = [sealed.toString('latin1'), JSON.stringify(record), ...keychain.held.values()].join()
    expect(written).not.toContain('ntn_secret')
    expect(JSON.stringify(record)).not.toContain([...keychain.held.values()][0])
  })

  it('seals the same secret differently each time', async () => {
    expect((await vault.seal('a', 'x')).equals(await vault.seal('a', 'x'))).toBe(false)
  })

  it('does not open what was sealed for another source, or was changed', async () => {
    const sealed = await vault.seal('notion-1', 'secret')
    expect(await codeOf(vault.open('notion-2', sealed))).toBe('vault-lost')
    for (const at of [0, 5, 20, sealed.length - 1]) {
      const changed = Buffer.from(sealed)
      changed[at]! ^= 1
      expect(await codeOf(vault.open('notion-1', changed))).toBe('vault-lost')
    }
    expect(await codeOf(vault.open('notion-1', sealed.subarray(0, 10)))).toBe('vault-lost')
  })

  it('makes one key however many ask at once', async () => {
    const all = await Promise.all(Array.from({ length: 5 }, (_, n) => vault.seal('a', `secret ${n}`)))
    expect(keychain.held.size).toBe(1)
    expect(await Promise.all(all.map((sealed) => reopen().open('a', sealed)))).toEqual(all.map((_, n) => `secret ${n}`))
  })

  it('asks nothing of the keychain while nothing is stored', async () => {
    expect(await vault.status()).toMatchObject({ state: 'empty', by: null })
    expect(keychain.asked).toBe(0)
  })

  it('says that it is open once it was used', async () => {
    await vault.seal('a', 'x')
    expect(await vault.status()).toMatchObject({ state: 'unlocked', by: 'keychain', passphrase: false })
    expect(await reopen().status()).toMatchObject({ state: 'unlocked', by: 'keychain' })
  })

  it.each(['locked', 'absent', 'refused'] as const)('that is %s says so, keeps what is there, and goes on when it is back', async (why) => {
    const sealed = await vault.seal('a', 'secret')
    keychain.down = why
    vault = reopen()
    expect(await codeOf(vault.open('a', sealed))).toBe(`vault-${why}`)
    expect(await vault.status()).toMatchObject({ state: why, by: 'keychain', said: { code: `vault-${why}` } })
    keychain.down = null
    await vault.unlock()
    expect(await vault.open('a', sealed)).toBe('secret')
  })

  it('is not asked again at once by itself when somebody dismissed its prompt, but is when they ask', async () => {
    const sealed = await vault.seal('a', 'secret')
    keychain.down = 'locked'
    vault = reopen()
    await codeOf(vault.open('a', sealed))
    const before = keychain.asked
    for (let n = 0; n < 5; n++) expect(await codeOf(vault.open('a', sealed))).toBe('vault-locked')
    expect(keychain.asked).toBe(before)
    expect(await codeOf(vault.unlock())).toBe('vault-locked')
    expect(keychain.asked).toBe(before + 1)
    now += 11 * 60_000
    keychain.down = null
    expect(await vault.open('a', sealed)).toBe('secret')
  })

  it('that lost the key says that it is lost, and can begin anew', async () => {
    const sealed = await vault.seal('a', 'secret')
    keychain.held.clear()
    vault = reopen()
    expect(await codeOf(vault.open('a', sealed))).toBe('vault-lost')
    expect(await vault.status()).toMatchObject({ state: 'lost' })
    vault.reset()
    const again = await vault.seal('a', 'new secret')
    expect(await reopen().open('a', again)).toBe('new secret')
    expect(await codeOf(vault.open('a', sealed))).toBe('vault-lost')
  })

  it("that holds another home's key does not take it for its own", async () => {
    await vault.seal('a', 'secret')
    const [name] = keychain.held.keys()
    keychain.held.set(name!, Buffer.alloc(32).toString('base64'))
    expect(await reopen().status()).toMatchObject({ state: 'lost' })
  })

  it('that does not keep what it is given is found out before anything is sealed', async () => {
    keychain.write = async () => {}
    expect(await codeOf(vault.seal('a', 'secret'))).toBe('vault-refused')
    expect(record).toBeNull()
  })
})

describe('with a passphrase', () => {
  const passphrase = 'correct horse'
  const without = (why: KeychainWhy = 'absent') => {
    keychain.down = why
  }

  it('makes a vault where there is no keychain', async () => {
    without()
    expect(await codeOf(vault.seal('a', 'x'))).toBe('vault-absent')
    expect(record).toBeNull()
    await vault.protect(passphrase)
    const sealed = await vault.seal('a', 'secret')
    vault = reopen()
    expect(await vault.status()).toMatchObject({ state: 'locked', by: 'passphrase', said: { params: { by: 'passphrase' } } })
    expect(await codeOf(vault.open('a', sealed))).toBe('vault-locked')
    expect(await codeOf(vault.unlock('correct hose'))).toBe('passphrase-wrong')
    await vault.unlock(passphrase)
    expect(await vault.open('a', sealed)).toBe('secret')
  })

  it('is another way in beside the keychain', async () => {
    const sealed = await vault.seal('a', 'secret')
    await vault.protect(passphrase)
    expect(await vault.status()).toMatchObject({ by: 'keychain', passphrase: true })
    without()
    vault = reopen()
    expect(await vault.status()).toMatchObject({ state: 'locked', said: { params: { by: 'passphrase' } } })
    await vault.unlock(passphrase)
    expect(await vault.open('a', sealed)).toBe('secret')
  })

  it('may be changed, and the old one is no good then', async () => {
    without()
    await vault.protect(passphrase)
    const sealed = await vault.seal('a', 'secret')
    await vault.protect('another passphrase')
    vault = reopen()
    expect(await codeOf(vault.unlock(passphrase))).toBe('passphrase-wrong')
    await vault.unlock('another passphrase')
    expect(await vault.open('a', sealed)).toBe('secret')
  })

  it('cannot be changed by who does not know it', async () => {
    without()
    await vault.protect(passphrase)
    expect(await codeOf(reopen().protect('another passphrase'))).toBe('vault-locked')
  })

  it('is the same however its characters are typed', async () => {
    without()
    await vault.protect('Gru\u0308n und weit')
    vault = reopen()
    await vault.unlock('Gr\u00fcn und weit')
  })

  it('must not be short, and is asked for only where there is one', async () => {
    expect(await codeOf(vault.protect('short'))).toBe('passphrase-short')
    expect(await codeOf(vault.unlock(passphrase))).toBe('passphrase-none')
  })

  it('is forgotten when it is locked', async () => {
    without()
    await vault.protect(passphrase)
    const sealed = await vault.seal('a', 'secret')
    vault.lock()
    expect(await codeOf(vault.open('a', sealed))).toBe('vault-locked')
  })
})
