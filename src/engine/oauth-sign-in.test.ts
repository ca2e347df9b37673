import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { say } from '../shared/messages/say.ts'
import type { ConnectorType } from './connectors/connector.ts'
import type { Loopback } from './connectors/kit/loopback.fixture.ts'
import { type EngineHandle, openEngine, sourceResources, spawnNodeChild } from './index.ts'
import { type AuthorizationServer, publicClient, startAuthorizationServer } from './sign-in/oauth/authorization-server.fixture.ts'
import { visit } from './sign-in/oauth/browser.fixture.ts'
import { createToyKeychain } from './sign-in/toy-keychain.fixture.ts'
import { startWikiFor, wiki } from './wiki.fixture.ts'

/** So short that it is over before the next sync. */
const lifeSeconds = 1

let place: string
let authorization: AuthorizationServer
let server: Loopback
let engine: EngineHandle

beforeEach(async () => {
  place = mkdtempSync(join(tmpdir(), 'magpie-oauth-'))
  authorization = await startAuthorizationServer(lifeSeconds)
  server = await startWikiFor(accountOf)
  const provider = () => ({ ...authorization.provider, asksAgainAfterDays: 7 })
  const type = { ...wiki, auth: [{ kind: 'oauth2', redirect: authorization.provider.redirect, provider }] }
  engine = await openEngine({
    home: join(place, 'home'),
    host: 'cli',
    resources: sourceResources,
    version: '0',
    spawn: spawnNodeChild,
    capabilities: [],
    background: false,
    keychain: createToyKeychain(),
    connectors: { wiki: async () => type as unknown as ConnectorType },
  })
})
afterEach(async () => {
  await engine.close()
  await server.close()
  await authorization.close()
  rmSync(place, { recursive: true })
})

async function accountOf(token: string): Promise<string | undefined> {
  const response = await fetch(`${authorization.issuer}/me`, { headers: { authorization: `Bearer ${token}` } })
  return response.ok ? ((await response.json()) as { sub: string }).sub : undefined
}
const call: EngineHandle['client']['call'] = (name, input) => engine.client.call(name, input)
const begin = (source?: string) =>
  call('signIn.begin', {
    connector: 'wiki',
    settings: { url: server.url },
    client: publicClient,
    ...(source === undefined ? {} : { source }),
  })
const until = (attempt: string, state: string) => expect.poll(async () => (await call('signIn.status', { attempt })).state).toBe(state)
async function signedIn(source?: string): Promise<string> {
  const { attempt, url } = await begin(source)
  await visit(url)
  await until(attempt, 'done')
  return attempt
}
const add = async () => (await call('sources.add', { connector: 'wiki', settings: { url: server.url }, attempt: await signedIn() })).source
const sync = async () => (await call('sync.run', { embed: false })).runs[0]!
const bearers = () => new Set(server.asked.map(({ headers }) => headers.authorization))

it('signs in with the browser, and refreshes by itself what is over', async () => {
  const source = await add()
  expect(source.account).toBe('ada')
  const [shown] = await call('sources.list', {})
  expect(shown!.signIn!.asksAgainAt).not.toBeNull()
  expect(await sync()).toMatchObject({ outcome: 'completed', added: 3 })
  await sleep(lifeSeconds * 1_100)
  expect(await sync()).toMatchObject({ outcome: 'completed', unchanged: 3 })
  expect(bearers().size).toBeGreaterThan(1)
  for (const bearer of bearers()) expect(holding(place, bearer!.slice('Bearer '.length))).toEqual([])
})

it('asks for a new sign-in when the old one was taken back, and reads nothing again after it', async () => {
  const source = await add()
  await sync()
  await authorization.close()
  authorization = await startAuthorizationServer(60)
  await sleep(lifeSeconds * 1_100)
  const run = await sync()
  expect(run.outcome).toBe('needs-sign-in')
  expect(say(run.problem!)).toMatch(/no longer accepts|does not know this app|Sign in again/)
  await call('sources.signIn', { id: source.id, attempt: await signedIn(source.id) })
  expect(await sync()).toMatchObject({ outcome: 'completed', unchanged: 3, read: 0 })
})

it('takes the sign-in back at the provider when the source is disconnected', async () => {
  const source = await add()
  await sync()
  const last = server.asked.at(-1)!.headers.authorization!.slice('Bearer '.length)
  expect(await call('sources.remove', { id: source.id })).toMatchObject({ signedOut: true, left: 0 })
  expect(await accountOf(last)).toBeUndefined()
})

it('a second attempt ends the first, a cancelled one is over, and a refusal is said', async () => {
  const first = await begin()
  const second = await begin()
  await expect(call('signIn.status', { attempt: first.attempt })).rejects.toMatchObject({ code: 'attempt-unknown' })
  await visit(second.url, { refuse: true })
  await until(second.attempt, 'failed')
  expect(say((await call('signIn.status', { attempt: second.attempt })).said!)).toMatch(/You said no/)
  const third = await begin()
  await call('signIn.cancel', { attempt: third.attempt })
  await expect(fetch(new URL(new URL(third.url).searchParams.get('redirect_uri')!))).rejects.toThrow()
  await expect(call('sources.add', { connector: 'wiki', settings: { url: server.url }, attempt: third.attempt })).rejects.toMatchObject({
    code: 'attempt-unknown',
  })
})

it('takes the address that another computer’s browser ended at', async () => {
  const { attempt, url } = await begin()
  const callback = new URL(new URL(url).searchParams.get('redirect_uri')!).origin
  const { url: address } = await visit(url, { until: (next) => next.startsWith(callback) })
  await expect(call('signIn.paste', { attempt, address: `${callback}/callback?code=x&state=y` })).rejects.toMatchObject({
    code: 'sign-in-broken',
  })
  await call('signIn.paste', { attempt, address })
  await until(attempt, 'done')
})

it('signs in with a code on another device', async () => {
  const { attempt, url, code } = await call('signIn.begin', {
    connector: 'wiki',
    settings: { url: server.url },
    client: publicClient,
    device: true,
  })
  expect(code).toMatch(/-/)
  await visit(url)
  await expect.poll(async () => (await call('signIn.status', { attempt })).state, { timeout: 20_000 }).toBe('done')
})

it('says what is missing where no app is built in and none is named', async () => {
  await expect(call('signIn.begin', { connector: 'wiki', settings: { url: server.url } })).rejects.toMatchObject({ code: 'client-missing' })
  expect((await call('connectors.list', {}))[0]!.auth).toEqual([
    { kind: 'oauth2', builtIn: false, comesBackTo: ['http://127.0.0.1/callback'] },
  ])
})

/** Every file below a folder that holds a text. */
function holding(folder: string, text: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile() && readFileSync(path, 'latin1').includes(text))
}
