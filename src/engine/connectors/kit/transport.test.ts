import { writeFile } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { makeCertificates, type TestCertificates } from './certificates.fixture.ts'
import { json, startLoopback } from './loopback.fixture.ts'
import { createManualClock } from './manual-clock.fixture.ts'
import type { NetworkPort } from './network-port.ts'
import { type NetworkSettings, withSettings } from './network-settings.ts'
import { startProxy, type TestProxy } from './proxy.fixture.ts'
import { startRelay } from './socks.fixture.ts'
import { createTestNetwork, failureOf, sentenceOf, straight } from './traffic.fixture.ts'

let certificates: TestCertificates
const opened: { close(): Promise<void> }[] = []

beforeAll(() => {
  certificates = makeCertificates()
})
afterAll(() => certificates.dispose())
afterEach(async () => {
  for (const one of opened.splice(0).reverse()) await one.close()
})

async function keep<T extends { close(): Promise<void> }>(opening: T | Promise<T>): Promise<T> {
  const one = await opening
  opened.push(one)
  return one
}
const secure = () => keep(startLoopback(json({ secure: true }), certificates.server))
const plain = () => keep(startLoopback(json({ plain: true })))
const trusting = (ways: readonly string[], authority = certificates.authority): NetworkPort => {
  const trusted = [authority]
  return { ways: async () => ways, certificates: () => trusted }
}
const network = (port: NetworkPort) => keep(createTestNetwork(port))
const dataOf = async (response: Promise<Response>) => (await response).json()

describe('certificates', () => {
  it("of a company's own authority are trusted when the computer trusts them", async () => {
    const server = await secure()
    expect(await dataOf((await network(trusting(['direct']))).of().fetch(server.url))).toEqual({ secure: true })
  })

  it('that nobody knows are refused, with a sentence about the company', async () => {
    const server = await secure()
    const failure = await failureOf((await network(straight)).of().fetch(server.url))
    expect([failure.problem, sentenceOf(failure)]).toEqual(['offline', 'certificate-untrusted'])
    expect(server.asked).toEqual([])
  })

  it('that are over are refused, with a sentence about the date', async () => {
    const server = await keep(startLoopback(json({}), certificates.expired))
    const failure = await failureOf((await network(trusting(['direct']))).of().fetch(server.url))
    expect([failure.problem, sentenceOf(failure)]).toEqual(['offline', 'certificate-expired'])
  })

  it('of another server are refused', async () => {
    const server = await secure()
    const proxy = await keep(startProxy())
    const failure = await failureOf((await network(trusting([proxy.url]))).of().fetch(`https://elsewhere.test:${server.port}/`))
    expect([failure.problem, sentenceOf(failure)]).toEqual(['offline', 'web-page-instead'])
  })

  it('of a file that a person named are trusted from the next request on', async () => {
    const server = await secure()
    let chosen: NetworkSettings = { proxy: 'system', certificates: '' }
    const out = await network(withSettings(straight, () => chosen, { info: () => {}, warn: () => {} }))
    expect(sentenceOf(await failureOf(out.of().fetch(server.url)))).toBe('certificate-untrusted')
    chosen = { ...chosen, certificates: certificates.file }
    expect(await dataOf(out.of().fetch(server.url))).toEqual({ secure: true })
  })

  it('are not asked for where plain text answers: something else listens there', async () => {
    const server = await plain()
    const failure = await failureOf((await network(straight)).of().fetch(server.url.replace('http:', 'https:')))
    expect([failure.problem, sentenceOf(failure)]).toEqual(['offline', 'web-page-instead'])
  })

  it('keep nobody from being led to an unencrypted place', async () => {
    const unencrypted = await plain()
    const server = await keep(
      startLoopback((response) => void response.writeHead(302, { location: unencrypted.url }).end(), certificates.server),
    )
    expect(await failureOf((await network(trusting(['direct']))).of().fetch(server.url))).toMatchObject({ problem: 'offline' })
    expect(unencrypted.asked).toEqual([])
  })
})

describe('a proxy', () => {
  it('tunnels what is encrypted', async () => {
    const server = await secure()
    const proxy = await keep(startProxy())
    expect(await dataOf((await network(trusting([proxy.url]))).of().fetch(`https://service.test:${server.port}/v1`))).toEqual({
      secure: true,
    })
    expect(proxy.asked).toEqual([`CONNECT service.test:${server.port}`])
  })

  it('forwards what is not', async () => {
    const server = await plain()
    const proxy = await keep(startProxy())
    expect(await dataOf((await network(trusting([proxy.url]))).of().fetch(`http://service.test:${server.port}/v1`))).toEqual({
      plain: true,
    })
    expect(proxy.asked).toEqual([`GET http://service.test:${server.port}/v1`])
  })

  it('gets the name and password of its URL', async () => {
    const server = await secure()
    const proxy = await keep(startProxy('ada:p@ss'))
    const out = await network(trusting([proxy.url.replace('//', '//ada:p%40ss@')]))
    expect(await dataOf(out.of().fetch(`https://service.test:${server.port}/`))).toEqual({ secure: true })
  })

  it('may be a SOCKS relay', async () => {
    const server = await secure()
    const relay = await keep(startRelay())
    expect(await dataOf((await network(trusting([relay.url]))).of().fetch(`https://service.test:${server.port}/`))).toEqual({
      secure: true,
    })
    expect(relay.asked).toEqual([`service.test:${server.port}`])
  })

  it.each(['http', 'https'])('that wants a sign-in for %s says so to a person', async (scheme) => {
    const proxy = await keep(startProxy('ada:secret'))
    const failure = await failureOf((await network(trusting([proxy.url]))).of().fetch(`${scheme}://service.test:8443/`))
    expect([failure.problem, sentenceOf(failure)]).toEqual(['offline', 'proxy-sign-in'])
  })

  it('that is down is tried last, and another way is taken', async () => {
    const server = await plain()
    let tried = 0
    const down = await keep(
      startLoopback((response) => {
        tried++
        response.socket?.destroy()
      }),
    )
    const proxy = await keep(startProxy())
    const out = await network(trusting([down.url, proxy.url, 'direct']))
    for (let n = 0; n < 3; n++) expect(await dataOf(out.of().fetch(`http://service.test:${server.port}/`))).toEqual({ plain: true })
    expect([tried, proxy.asked.length]).toEqual([1, 3])
  })

  it('that breaks the tunnel is offline', async () => {
    const proxy = await keep(startProxy())
    expect(await failureOf((await network(trusting([proxy.url]))).of().fetch('https://service.test:1/'))).toMatchObject({
      problem: 'offline',
    })
  })
})

describe('the proxy setting', () => {
  const script = (proxy: TestProxy) => `function FindProxyForURL(url, host) {
    if (dnsDomainIs(host, '.intranet.test')) return 'DIRECT'
    if (shExpMatch(url, '*secret*')) return 'PROXY leaked.test:1'
    return 'PROXY 127.0.0.1:${proxy.port}; DIRECT'
  }`
  const set = async (proxy: string) => {
    const log: string[] = []
    const note = (_: object, message: string) => void log.push(message)
    const clock = createManualClock()
    const port = withSettings(straight, () => ({ proxy, certificates: '' }), { info: note, warn: note }, clock)
    return { log, clock, port, out: await network(port) }
  }
  const pacServer = (text: string) =>
    keep(startLoopback((response) => void response.writeHead(200, { 'content-type': 'application/x-ns-proxy-autoconfig' }).end(text)))

  it('may name a PAC file on the network, which sees no path and no query', async () => {
    const server = await plain()
    const proxy = await keep(startProxy())
    const { out, port } = await set(`pac+${(await pacServer(script(proxy))).url}/proxy.pac`)
    expect(await dataOf(out.of().fetch(`http://service.test:${server.port}/?sig=secret`))).toEqual({ plain: true })
    expect(proxy.asked.length).toBe(1)
    expect(await port.ways(new URL('https://wiki.intranet.test/'))).toEqual(['direct'])
  })

  it('may name a PAC file on the disk', async () => {
    const proxy = await keep(startProxy())
    const path = `${certificates.file}.pac`
    await writeFile(path, script(proxy))
    const { port } = await set(`pac+${pathToFileURL(path).href}`)
    expect(await port.ways(new URL('https://service.test/'))).toEqual([`http://127.0.0.1:${proxy.port}`, 'direct'])
  })

  it('goes without a proxy when the PAC file is not there, says so, and looks again later', async () => {
    const pac = await pacServer('')
    let reachable = false
    pac.always = (response) =>
      void response.writeHead(reachable ? 200 : 404).end("function FindProxyForURL() { return 'PROXY a.test:8080' }")
    const { port, log, clock } = await set(`pac+${pac.url}/proxy.pac`)
    expect(await port.ways(new URL('https://service.test/'))).toEqual(['direct'])
    expect(log.join()).toContain('PAC')
    reachable = true
    expect(await port.ways(new URL('https://service.test/'))).toEqual(['direct'])
    clock.advance(60_000)
    expect(await port.ways(new URL('https://service.test/'))).toEqual(['http://a.test:8080'])
  })

  it.each([
    ['is no script', 'Not found'],
    ['throws', "function FindProxyForURL() { throw new Error('no') }"],
    ['reaches for this process', "function FindProxyForURL() { return process.env.HOME + require('fs') }"],
    ['never ends', 'function FindProxyForURL() { for (;;); }'],
  ])('goes without a proxy when the PAC file %s', async (_, text) => {
    const { port, log } = await set(`pac+${(await pacServer(text)).url}/proxy.pac`)
    expect(await port.ways(new URL('https://service.test/'))).toEqual(['direct'])
    expect(log.length).toBe(1)
  })

  it.each([
    ['none', ['direct']],
    ['http://proxy.test:8080', ['http://proxy.test:8080/']],
  ])('may be %s', async (proxy, ways) => {
    const { port } = await set(proxy)
    expect(await port.ways(new URL('https://service.test/'))).toEqual(ways)
    expect(await port.ways(new URL('http://localhost:1/'))).toEqual(['direct'])
  })
})
