import { execFile, execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Loopback } from './connectors/kit/loopback.fixture.ts'
import { type Keyring, type KeyringMode, keyringMissing, startKeyring } from './sign-in/keyring.fixture.ts'
import { startWiki } from './wiki.fixture.ts'

/** The command as it is shipped, with a connector besides that signs in with a token. */
const command = join(import.meta.dirname, '../../scripts/practice/magpie.ts')
const token = 'ntn_very-secret-token-0123456789'
const passphrase = 'a passphrase of four words'

/** Every step is a command of its own, and starts an engine. */
const patienceMs = 180_000

let place: string
let server: Loopback
let keyring: Keyring | null

beforeEach(async () => {
  place = mkdtempSync(join(tmpdir(), 'magpie-vault-'))
  mkdirSync(join(place, 'keyring'), { mode: 0o700 })
  server = await startWiki({ [token]: 'ada', 'another-token': 'ada', 'token-of-grace': 'grace' })
  keyring = null
})
afterEach(async () => {
  await keyring?.stop()
  await server.close()
  rmSync(place, { recursive: true })
})

const use = async (mode: KeyringMode | null) => {
  await keyring?.stop()
  keyring = mode === null ? null : await startKeyring(mode, join(place, 'keyring'))
}

interface Ended {
  readonly code: number
  readonly json: unknown
  readonly said: string
}

async function magpie(words: readonly string[], secrets: Readonly<Record<string, string>> = {}): Promise<Ended> {
  const bus = keyring?.env ?? { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent' }
  const env = { ...process.env, ...bus, ...secrets }
  const run = promisify(execFile)(process.execPath, [command, ...words, '--home', join(place, 'home'), '--json'], { env })
  const {
    code = 0,
    stdout,
    stderr,
  } = await run.then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (error: { code: number; stdout: string; stderr: string }) => error,
  )
  return { code, json: stdout === '' ? null : JSON.parse(stdout), said: stderr }
}
const add = (env = 'WIKI_TOKEN', value = token) =>
  magpie(['source', 'add', 'wiki', `url=${server.url}`, '--token-env', env], { [env]: value })
const sync = () => magpie(['sync', '--no-embed', '--quiet'])

/** Every file below a folder that holds a text. */
function holding(folder: string, text: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile() && readFileSync(path, 'latin1').includes(text))
}

describe.skipIf(keyringMissing !== null)(
  `with a real keyring${keyringMissing === null ? '' : ` (not tried: ${keyringMissing} is missing)`}`,
  { timeout: patienceMs },
  () => {
    it('a token is kept through restarts, used, and found nowhere in clear', async () => {
      await use('unlocked')
      expect(await add()).toMatchObject({ code: 0, json: { source: { account: 'ada' } } })
      expect(await sync()).toMatchObject({ code: 0, json: { runs: [{ outcome: 'completed', added: 3 }] } })
      expect((await magpie(['vault', 'status'])).json).toMatchObject({ state: 'unlocked', by: 'keychain' })
      expect(holding(place, token)).toEqual([])
      expect(holding(place, Buffer.from(token).toString('base64').slice(0, 30))).toEqual([])
      await use('unlocked')
      expect(await sync()).toMatchObject({ code: 0, json: { runs: [{ outcome: 'completed', unchanged: 3 }] } })
    })

    it('that is locked asks to be unlocked, and everything goes on when it is', async () => {
      await use('unlocked')
      await add()
      await use('locked')
      const run = await sync()
      expect(run).toMatchObject({ code: 5, json: { runs: [{ outcome: 'needs-sign-in', problem: { code: 'vault-locked' } }] } })
      expect((await magpie(['vault', 'status'])).json).toMatchObject({ state: 'locked' })
      await use('unlocked')
      expect(await magpie(['vault', 'unlock'])).toMatchObject({ code: 0, json: { state: 'unlocked' } })
      expect(await sync()).toMatchObject({ code: 0, json: { runs: [{ outcome: 'completed', added: 3 }] } })
    })

    it('that is locked keeps nothing new', async () => {
      await use('locked')
      expect(await add()).toMatchObject({ code: 5, said: expect.stringMatching(/keychain is locked/) })
      expect((await magpie(['source', 'list'])).json).toEqual([])
      expect(holding(place, token)).toEqual([])
    })

    it('that is none asks for a passphrase, which then opens what it sealed', async () => {
      await use('none')
      expect(await add()).toMatchObject({ code: 5, said: expect.stringMatching(/no keychain/) })
      expect(holding(place, token)).toEqual([])
      const words = ['source', 'add', 'wiki', `url=${server.url}`, '--token-env', 'WIKI_TOKEN', '--passphrase-env', 'MAGPIE_PASSPHRASE']
      expect(await magpie(words, { WIKI_TOKEN: token, MAGPIE_PASSPHRASE: passphrase })).toMatchObject({ code: 0 })
      expect(await sync()).toMatchObject({ code: 5, json: { runs: [{ outcome: 'needs-sign-in' }] } })
      const opened = ['sync', '--no-embed', '--passphrase-env', 'MAGPIE_PASSPHRASE']
      expect(await magpie(opened, { MAGPIE_PASSPHRASE: 'another passphrase' })).toMatchObject({
        code: 5,
        said: expect.stringMatching(/not the passphrase/),
      })
      expect(await magpie(opened, { MAGPIE_PASSPHRASE: passphrase })).toMatchObject({
        code: 0,
        json: { runs: [{ outcome: 'completed', added: 3 }] },
      })
      expect([...holding(place, token), ...holding(place, passphrase)]).toEqual([])
    })
  },
)

describe('without any session bus', { timeout: patienceMs }, () => {
  it('a passphrase does it all, and its variable is not handed to children', async () => {
    const words = ['source', 'add', 'wiki', `url=${server.url}`, '--token-env', 'WIKI_TOKEN', '--passphrase-env', 'MAGPIE_PASSPHRASE']
    expect(await magpie(words, { WIKI_TOKEN: token, MAGPIE_PASSPHRASE: passphrase })).toMatchObject({
      code: 0,
      json: { source: { id: 'wiki-1' } },
    })
    expect((await magpie(['vault', 'status'])).json).toMatchObject({ state: 'locked', by: 'passphrase', passphrase: true })
    const opened = ['--passphrase-env', 'MAGPIE_PASSPHRASE']
    expect(
      await magpie(['source', 'sign-in', 'wiki-1', '--token-env', 'T', ...opened], { T: 'another-token', MAGPIE_PASSPHRASE: passphrase }),
    ).toMatchObject({ code: 0 })
    const other = await magpie(['source', 'sign-in', 'wiki-1', '--token-env', 'T', ...opened], {
      T: 'token-of-grace',
      MAGPIE_PASSPHRASE: passphrase,
    })
    expect(other).toMatchObject({ code: 1, said: expect.stringMatching(/signs in grace.*of ada/) })
    const wrong = await magpie(['source', 'sign-in', 'wiki-1', '--token-env', 'T', ...opened], {
      T: 'no-token',
      MAGPIE_PASSPHRASE: passphrase,
    })
    expect(wrong.code).toBe(5)
    expect(await magpie(['sync', '--no-embed', ...opened], { MAGPIE_PASSPHRASE: passphrase })).toMatchObject({ code: 0 })
    expect(server.asked.at(-1)!.headers.authorization).toBe('Bearer another-token')
    for (const secret of [token, 'another-token', 'token-of-grace', 'no-token', passphrase]) expect(holding(place, secret)).toEqual([])
  })

  it('disconnecting erases the sign-in, and with the index every trace', async () => {
    const opened = ['--passphrase-env', 'MAGPIE_PASSPHRASE']
    const secrets = { WIKI_TOKEN: token, MAGPIE_PASSPHRASE: passphrase }
    const words = ['source', 'add', 'wiki', `url=${server.url}`, '--token-env', 'WIKI_TOKEN', ...opened]
    await magpie(words, secrets)
    await magpie(['sync', '--no-embed', ...opened], secrets)
    expect((await magpie(['source', 'remove', 'wiki-1', '--keep-index'])).json).toEqual({
      removed: 'wiki-1',
      documents: 3,
      signedOut: true,
      left: null,
    })
    await magpie(words, secrets)
    expect((await magpie(['source', 'remove', 'wiki-1'])).json).toMatchObject({ signedOut: true, left: 0 })
    expect((await magpie(['search', 'text'])).json).toMatchObject({ total: 0 })
  })

  it('a secret that is named and not there is wrong usage', async () => {
    expect(await magpie(['source', 'add', 'wiki', `url=${server.url}`, '--token-env', 'NOWHERE'])).toMatchObject({
      code: 2,
      said: expect.stringMatching(/NOWHERE is empty/),
    })
    expect(await magpie(['source', 'add', 'folder', place, '--token-env', 'T'], { T: 'x' })).toMatchObject({
      code: 2,
      said: expect.stringMatching(/does not sign in that way/),
    })
  })
})

it('the process list shows no secret', () => {
  // What is on a command line can be seen by everybody on the computer; secrets are only ever named there.
  expect(execFileSync(process.execPath, [command, 'source', 'add', '--help'], { encoding: 'utf8' })).not.toMatch(
    /--(token|password|secret|passphrase) </,
  )
})
