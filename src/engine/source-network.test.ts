import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { say } from '../shared/messages/say.ts'
import type { ConnectorType } from './connectors/connector.ts'
import { makeCertificates, type TestCertificates } from './connectors/kit/certificates.fixture.ts'
import { type Loopback, status, webPage } from './connectors/kit/loopback.fixture.ts'
import { type EngineHandle, openEngine, sourceResources, spawnNodeChild } from './index.ts'
import { startWiki, wiki } from './wiki.fixture.ts'

let place: string
let server: Loopback
let certificates: TestCertificates
let engine: EngineHandle

beforeEach(async () => {
  place = mkdtempSync(join(tmpdir(), 'magpie-network-'))
  certificates = makeCertificates()
  server = await startWiki(null, certificates.server)
  engine = await openEngine({
    home: join(place, 'home'),
    host: 'cli',
    resources: sourceResources,
    version: '9.9',
    spawn: spawnNodeChild,
    capabilities: [],
    background: false,
    connectors: { wiki: async () => wiki as unknown as ConnectorType },
  })
})
afterEach(async () => {
  await engine.close()
  await server.close()
  certificates.dispose()
  rmSync(place, { recursive: true })
})

const addWiki = () => engine.client.call('sources.add', { connector: 'wiki', settings: { url: server.url } })
const sync = async () => (await engine.client.call('sync.run', { embed: false })).runs[0]!

it("reaches a service behind a company's certificate once that is named, and says so before", async () => {
  const refused = await addWiki().catch((error: { code: string; params: object }) =>
    say({ code: error.code, params: error.params as never }),
  )
  expect(refused).toMatch(/company's certificate may be missing/)
  await engine.client.call('settings.set', { key: 'certificates', value: certificates.file })
  const { source } = await addWiki()
  expect(await sync()).toMatchObject({ outcome: 'completed', added: 3 })
  expect(server.asked[0]!.headers['user-agent']).toBe('Magpie/9.9')
  const [shown] = await engine.client.call('sources.list', {})
  expect(shown).toMatchObject({ source: { id: source.id }, budget: { perMinute: 6_000, used: 4, remainingMs: null } })
})

it('tells a person about the web page of a network, and removes nothing', async () => {
  await engine.client.call('settings.set', { key: 'certificates', value: certificates.file })
  await addWiki()
  await sync()
  server.always = webPage()
  const run = await sync()
  expect(run.outcome).toBe('offline')
  expect(say(run.problem!)).toMatch(/sign-in page of a hotel/)
  const [shown] = await engine.client.call('sources.list', {})
  expect(shown!.coverage.searchable).toBe(3)
})

it('goes on by itself after it was told to slow down', async () => {
  await engine.client.call('settings.set', { key: 'certificates', value: certificates.file })
  await addWiki()
  server.next(status(429, { 'retry-after': '0.2' }), status(503))
  expect(await sync()).toMatchObject({ outcome: 'completed', added: 3 })
})

it('says in doctor how it reaches the world', async () => {
  await engine.client.call('settings.set', { key: 'certificates', value: join(place, 'nowhere.pem') })
  await engine.client.call('settings.set', { key: 'proxy', value: 'http://proxy.test:8080' })
  const { checks } = await engine.client.call('doctor', {})
  const said = (name: string) => checks.filter((check) => check.name === name).map((check) => [check.ok, say(check.said)])
  expect(said('proxy')).toEqual([[true, 'Reaches services through http://proxy.test:8080.']])
  expect(said('certificates')).toEqual([[false, expect.stringContaining('is not there')]])
})
