import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { brokenOff, dropped, json, type Loopback, redirect, silent, stalled, startLoopback, status, webPage } from './loopback.fixture.ts'
import { createTestNetwork, failureOf, plenty, sentenceOf, type TestNetwork } from './traffic.fixture.ts'
import { urgently } from './urgent.ts'

let server: Loopback
let network: TestNetwork

beforeEach(async () => {
  server = await startLoopback(json({ ok: true }))
  network = createTestNetwork()
})
afterEach(async () => {
  await network.close()
  await server.close()
})

const get = (path = '/', init = {}, type = {}) => network.of(type).fetch(`${server.url}${path}`, init)
const answer = async (response: Promise<Response>) => (await response).json()

describe('a good answer', () => {
  it('arrives with its status, headers, address and data', async () => {
    server.always = json({ pages: [1, 2] }, { 'x-request-id': '7' })
    const response = await get('/v1/pages?page_size=100')
    expect([response.status, response.headers.get('x-request-id'), response.url]).toEqual([
      200,
      '7',
      `${server.url}/v1/pages?page_size=100`,
    ])
    expect(await response.json()).toEqual({ pages: [1, 2] })
    expect(server.asked[0]!.headers['user-agent']).toBe('Magpie/test')
  })

  it('can be asked for by an SDK that brings a Request, or by a form', async () => {
    const reads = () => true
    await network
      .of({ reads })
      .fetch(new Request(`${server.url}/a`, { method: 'POST', body: '{"q":1}', headers: { authorization: 'Bearer t' } }))
    await network.of({ reads }).fetch(`${server.url}/b`, { method: 'POST', body: new URLSearchParams({ channel: 'C1' }) })
    expect(server.asked).toMatchObject([
      { method: 'POST', path: '/a', body: '{"q":1}', headers: { authorization: 'Bearer t' } },
      { method: 'POST', path: '/b', body: 'channel=C1', headers: { 'content-type': 'application/x-www-form-urlencoded;charset=UTF-8' } },
    ])
  })

  it('may be one of the statuses that were asked for', async () => {
    server.next(status(304), status(410, {}, '{"error":"gone"}'))
    expect((await get('/', { statuses: [304, 410] })).status).toBe(304)
    expect(await answer(get('/', { statuses: [304, 410] }))).toEqual({ error: 'gone' })
  })
})

describe('too many requests', () => {
  it('waits as told in seconds, and nothing else of the account leaves meanwhile', async () => {
    server.next(status(429, { 'retry-after': '30' }))
    const start = network.clock.now()
    expect(await answer(get())).toEqual({ ok: true })
    expect(network.clock.now() - start).toBeGreaterThanOrEqual(30_000)

    server.next(status(429, { 'retry-after': '30' }))
    network.clock.hold()
    const limited = get('/limited')
    await server.until(3)
    await new Promise((resolve) => setTimeout(resolve, 50))
    const other = network.of({}, { source: 'two' }).fetch(`${server.url}/other`)
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(server.asked.length).toBe(3)
    network.clock.advance(31_000)
    await Promise.all([limited, other])
  })

  it('waits as told by a date', async () => {
    const at = new Date(network.clock.now() + 45_000).toUTCString()
    server.next(status(429, { 'retry-after': at, date: new Date(network.clock.now()).toUTCString() }))
    const start = network.clock.now()
    await get()
    expect(network.clock.now() - start).toBeGreaterThanOrEqual(45_000)
  })

  it('is told on, with how long, when the pause is long', async () => {
    server.next(status(429, { 'retry-after': '3600' }))
    expect(await failureOf(get())).toMatchObject({ problem: 'rate-limited', retryAfterMs: 3_600_000 })
    expect(await failureOf(get())).toMatchObject({ problem: 'rate-limited', retryAfterMs: 3_600_000 })
    expect(server.asked.length).toBe(1)
  })

  it('backs off by itself where it is not told how long', async () => {
    server.next(status(429), status(529), status(429))
    expect(await answer(get())).toEqual({ ok: true })
    expect(server.asked.length).toBe(4)
  })

  it('also means a 503 that says when to come back', async () => {
    server.next(status(503, { 'retry-after': '2' }))
    expect(await answer(get())).toEqual({ ok: true })
    expect(Math.max(...network.clock.slept)).toBeGreaterThanOrEqual(2_000)
  })

  it('is what a connector says it is', async () => {
    const judge = ({ status: code, text }: { status: number; text: string }) =>
      code === 403 && text.includes('userRateLimitExceeded') ? { problem: 'rate-limited' as const, retryAfterMs: 4_000 } : null
    server.next(status(403, {}, '{"error":{"errors":[{"reason":"userRateLimitExceeded"}]}}'))
    expect(await answer(get('/', {}, { judge }))).toEqual({ ok: true })
    server.next(status(403, {}, '{"error":{"errors":[{"reason":"domainPolicy"}]}}'))
    expect(await failureOf(get('/', {}, { judge }))).toMatchObject({ problem: 'forbidden' })
  })

  it('pauses what goes through `limit`, too', async () => {
    server.next(status(429, { 'retry-after': '20' }))
    await get()
    const traffic = network.of()
    let left = 0
    server.next(status(429, { 'retry-after': '20' }))
    network.clock.hold()
    const limited = get()
    await server.until(3)
    await new Promise((resolve) => setTimeout(resolve, 50))
    const call = traffic.limit('all', 1, async () => ++left, new AbortController().signal)
    await new Promise(setImmediate)
    expect(left).toBe(0)
    network.clock.advance(21_000)
    expect(await call).toBe(1)
    await limited
  })
})

describe('a server in trouble', () => {
  it.each([500, 502, 503, 504, 408, 425])('is asked again after a %i, later each time', async (code) => {
    server.next(status(code), status(code), status(code))
    expect(await answer(get())).toEqual({ ok: true })
    expect(network.clock.slept).toEqual([500, 1_000, 2_000])
  })

  it('is asked again when it drops the connection or breaks off', async () => {
    server.next(dropped, brokenOff('{"pages":['), dropped)
    expect(await answer(get())).toEqual({ ok: true })
  })

  it('is asked again when what it calls JSON is only a part of it', async () => {
    server.next((response) => void response.writeHead(200, { 'content-type': 'application/json' }).end('{"pages":[1,2'))
    expect(await answer(get())).toEqual({ ok: true })
  })

  it('that limits without saying for how long does not get a storm either', async () => {
    server.always = status(429)
    await Promise.all(Array.from({ length: 40 }, () => failureOf(get())))
    expect(server.asked.length).toBeLessThanOrEqual(40 + 10 + 40 / 5)
  })

  it('is given up after six tries', async () => {
    server.always = status(500)
    expect(await failureOf(get())).toMatchObject({ problem: 'offline', message: `GET ${server.url}/ answered 500` })
    expect(server.asked.length).toBe(6)
  })

  it('is given up sooner when a person waits', async () => {
    server.always = status(500)
    await failureOf(urgently(() => get()))
    expect(server.asked.length).toBe(3)
  })

  it('does not get a storm from us: retries have a budget, and then it is left alone', async () => {
    server.always = status(503)
    const failures = await Promise.all(Array.from({ length: 40 }, () => failureOf(get())))
    expect(new Set(failures.map(({ problem }) => problem))).toEqual(new Set(['offline']))
    expect(server.asked.length).toBeLessThanOrEqual(40 + 10 + 40 / 5)
    const before = server.asked.length
    const left = await failureOf(get())
    expect(left.retryAfterMs).toBeGreaterThan(0)
    expect(server.asked.length).toBe(before)
  })

  it('is tried with one request when it was left alone long enough, and trusted again when that goes well', async () => {
    server.always = status(503)
    await Promise.all(Array.from({ length: 20 }, () => failureOf(get())))
    const before = server.asked.length
    network.clock.advance(60_000)
    await Promise.all(Array.from({ length: 5 }, () => failureOf(get())))
    expect(server.asked.length).toBe(before + 1)
    server.always = json({ back: true })
    network.clock.advance(60_000)
    expect(await Promise.all([answer(get()), answer(get()), answer(get())])).toEqual([{ back: true }, { back: true }, { back: true }])
  })

  it('is asked although it was left alone when a person waits', async () => {
    server.always = status(503)
    await Promise.all(Array.from({ length: 20 }, () => failureOf(get())))
    server.always = json({ back: true })
    expect(await answer(urgently(() => get()))).toEqual({ back: true })
    expect(await answer(get())).toEqual({ back: true })
  })

  it('does not slow another account of the same service', async () => {
    server.always = status(429, { 'retry-after': '3600' })
    await failureOf(get())
    server.always = json({ other: true })
    expect(await answer(network.of({}, { account: 'grace' }).fetch(server.url))).toEqual({ other: true })
  })

  it('is offline when nobody listens there', async () => {
    await server.close()
    expect(await failureOf(get())).toMatchObject({ problem: 'offline' })
    server = await startLoopback()
  })
})

describe('silence', () => {
  it('before the answer ends the request for real', async () => {
    const closed = new Promise<void>((resolve) => {
      server.next((response) => void response.once('close', resolve))
    })
    const asking = get('/', { timeoutMs: 20_000 })
    await server.until(1)
    network.clock.advance(20_000)
    await closed
    expect(await answer(asking)).toEqual({ ok: true })
  })

  it('in the middle of a body does, too', async () => {
    const closed = new Promise<void>((resolve) => {
      server.next((response) => {
        response.once('close', resolve)
        stalled('{"pages":[1')(response, server.asked[0]!, response.req)
      })
    })
    const asking = get('/', { timeoutMs: 20_000 })
    await server.until(1)
    await new Promise((resolve) => setTimeout(resolve, 50))
    network.clock.advance(20_000)
    await closed
    expect(await answer(asking)).toEqual({ ok: true })
  })

  it('that never ends is offline', async () => {
    server.always = silent
    const asking = failureOf(urgently(() => get('/', { timeoutMs: 5_000 })))
    for (let tries = 1; tries <= 3; tries++) {
      await server.until(tries)
      network.clock.advance(5_000)
    }
    expect(await asking).toMatchObject({ problem: 'offline', message: expect.stringContaining('nothing came for 5 s') })
  })

  it('in a download fails the download and frees its place', async () => {
    server.next(stalled('beginning', 'application/pdf'))
    const one = { limits: { ...plenty, all: { ...plenty.all, concurrent: 1 } } }
    const response = await get('/file', { expect: 'bytes', timeoutMs: 20_000 }, one)
    const reader = response.body!.getReader()
    expect(new TextDecoder().decode((await reader.read()).value)).toBe('beginning')
    const rest = failureOf(reader.read())
    network.clock.advance(20_000)
    expect(await rest).toMatchObject({ problem: 'offline' })
    expect(await answer(get('/', {}, one))).toEqual({ ok: true })
  })

  it('of whoever downloads frees the place as well', async () => {
    server.next(stalled('beginning', 'application/pdf'))
    const one = { limits: { ...plenty, all: { ...plenty.all, concurrent: 1 } } }
    await get('/file', { expect: 'bytes', timeoutMs: 20_000 }, one)
    const next = get('/', {}, one)
    network.clock.advance(20_000)
    expect(await answer(next)).toEqual({ ok: true })
  })

  it('of a person who wants no answer any more ends it at once', async () => {
    server.always = silent
    const stop = new AbortController()
    const asking = get('/', { signal: stop.signal })
    await server.until(1)
    stop.abort(new Error('closed the window'))
    await expect(asking).rejects.toThrow('closed the window')
    expect(server.asked.length).toBe(1)
  })
})

describe('an answer of something else', () => {
  it('is offline, not empty, when a network shows its sign-in page', async () => {
    server.always = webPage()
    const failure = await failureOf(get())
    expect([failure.problem, sentenceOf(failure)]).toEqual(['offline', 'web-page-instead'])
    expect(server.asked.length).toBe(1)
  })

  it.each([403, 404])('is offline when a web page says %i: that speaks of no document', async (code) => {
    server.always = webPage(code)
    expect(await failureOf(get())).toMatchObject({ problem: 'offline' })
  })

  it('is offline when it leads to a web page', async () => {
    server.always = (response, { path }, request) =>
      (path === '/login' ? webPage() : redirect('/login'))(response, server.asked[0]!, request)
    expect(await failureOf(get('/v1/pages'))).toMatchObject({ problem: 'offline' })
  })

  it('is offline when it is no JSON', async () => {
    server.always = (response) => void response.writeHead(200, { 'content-type': 'image/gif' }).end('GIF89a')
    expect(await failureOf(get())).toMatchObject({ problem: 'offline', message: expect.stringContaining('image/gif') })
  })

  it('is what it is in a download', async () => {
    server.always = webPage()
    expect(await (await get('/', { expect: 'bytes' })).text()).toContain('Wi-Fi')
  })
})

describe('what a status means', () => {
  it.each([
    [401, 'sign-in'],
    [403, 'forbidden'],
    [404, 'not-found'],
    [410, 'not-found'],
    [400, 'unreadable'],
  ])('%i is %s, at once', async (code, problem) => {
    server.always = status(code)
    expect(await failureOf(get())).toMatchObject({ problem })
    expect(server.asked.length).toBe(1)
  })

  it('a refusal is explained by a clock that is wrong', async () => {
    server.always = status(401, { date: new Date(network.clock.now() + 17 * 60_000).toUTCString() })
    const failure = await failureOf(get())
    expect([sentenceOf(failure), network.clockSkewMinutes()]).toEqual(['clock-wrong', -17])
    expect(network.logged.some(({ message }) => message.includes('clock'))).toBe(true)
  })

  it('a clock that is a little off is right', async () => {
    server.always = json({}, { date: new Date(network.clock.now() - 4 * 60_000).toUTCString() })
    await get()
    expect(network.clockSkewMinutes()).toBeNull()
  })
})

describe('a redirect', () => {
  it('is followed, and credentials stay where they belong', async () => {
    const elsewhere = await startLoopback(json({ here: true }))
    server.always = redirect(`${elsewhere.url}/file`, 307)
    const headers = { authorization: 'Bearer secret', 'x-api-key': 'secret', accept: 'application/json' }
    expect(await answer(get('/', { headers }))).toEqual({ here: true })
    expect(JSON.stringify(elsewhere.asked[0])).not.toContain('secret')
    expect(elsewhere.asked[0]!.headers.accept).toBe('application/json')
    await elsewhere.close()
  })

  it('keeps credentials on the same server', async () => {
    server.next(redirect('/moved', 301))
    await get('/', { headers: { authorization: 'Bearer secret' } })
    expect(server.asked[1]).toMatchObject({ path: '/moved', headers: { authorization: 'Bearer secret' } })
  })

  it('is not followed for ever', async () => {
    server.always = redirect('/again')
    expect(await failureOf(get())).toMatchObject({ problem: 'offline' })
    expect(server.asked.length).toBe(6)
  })

  it('does not repeat a body elsewhere', async () => {
    const elsewhere = await startLoopback()
    server.always = redirect(elsewhere.url, 307)
    await failureOf(network.of({ reads: () => true }).fetch(server.url, { method: 'POST', body: '{"q":"private"}' }))
    expect(elsewhere.asked).toEqual([])
    await elsewhere.close()
  })
})

describe('a request that would change something', () => {
  it.each(['POST', 'PUT', 'PATCH', 'DELETE'])('by %s is refused before it leaves', async (method) => {
    await expect(network.of().fetch(server.url, { method })).rejects.toThrow('not declared as only reading')
    expect(server.asked).toEqual([])
  })

  it('leaves when its connector declared that it only reads', async () => {
    const reads = ({ method, url }: { method: string; url: URL }) =>
      method === 'GET' || (method === 'POST' && url.pathname === '/v1/search')
    expect(await answer(network.of({ reads }).fetch(`${server.url}/v1/search`, { method: 'POST', body: '{}' }))).toEqual({ ok: true })
    await expect(network.of({ reads }).fetch(`${server.url}/v1/pages`, { method: 'POST', body: '{}' })).rejects.toThrow('reading')
  })

  it('is refused where no redirect is followed, too', async () => {
    await expect(network.of().fetch(server.url, { method: 'POST', redirect: 'manual' })).rejects.toThrow('reading')
    expect(server.asked).toEqual([])
  })

  it('is refused where a redirect leads to it', async () => {
    const reads = ({ url }: { url: URL }) => url.pathname === '/search'
    server.always = redirect('/write', 308)
    await expect(network.of({ reads }).fetch(`${server.url}/search`, { method: 'POST', body: '{}' })).rejects.toThrow('reading')
    expect(server.asked.length).toBe(1)
  })
})

describe('the log', () => {
  it('never holds a secret or a query', async () => {
    server.always = status(500, { 'set-cookie': 'secret-cookie' }, '{"secret-body":1}')
    const url = `${server.url}/v1/pages?sig=secret-signature#secret-part`
    const failure = await failureOf(network.of().fetch(url, { headers: { authorization: 'Bearer secret-token' } }))
    const told = JSON.stringify([network.logged, failure.message])
    expect(told).toContain('/v1/pages')
    expect(told).not.toContain('secret')
  })
})
