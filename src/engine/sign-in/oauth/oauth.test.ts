import { createServer, request as rawRequest } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { OAuthClient, OAuthProvider } from '../../../shared/oauth.ts'
import { type AttemptPorts, beginAttempt } from './attempt.ts'
import { type AuthorizationServer, ownApp, publicClient, startAuthorizationServer } from './authorization-server.fixture.ts'
import { visit } from './browser.fixture.ts'
import { beginDeviceAttempt } from './device.ts'
import { type Grant, SignInRefused } from './grant.ts'
import { createTokenEndpoint } from './token-endpoint.ts'
import { createTokenKeeper } from './token-keeper.ts'

let server: AuthorizationServer
let sent: { readonly url: string; readonly init: RequestInit }[]
let skipped: number
let timers: Set<{ readonly at: number; readonly run: () => void }>
let ports: AttemptPorts

const never = new AbortController().signal
const now = () => Date.now() + skipped
/** Lets time pass: what was to run meanwhile runs. */
const pass = (ms: number) => {
  skipped += ms
  for (const timer of timers)
    if (timer.at <= now()) {
      timers.delete(timer)
      timer.run()
    }
}

beforeEach(async () => {
  server = await startAuthorizationServer()
  sent = []
  skipped = 0
  timers = new Set()
  ports = {
    now,
    send: (url, init) => {
      sent.push({ url, init })
      return fetch(url, init)
    },
    after: (ms, run) => {
      const timer = { at: now() + ms, run }
      timers.add(timer)
      return () => void timers.delete(timer)
    },
  }
})
afterEach(() => server.close())

const begin = (changes: Partial<OAuthProvider> = {}, client: OAuthClient = publicClient, signal = never) =>
  beginAttempt({ ...server.provider, ...changes }, client, ports, signal)
const endpoint = (client: OAuthClient = publicClient) => createTokenEndpoint(server.provider, client, ports.send, now)
async function signIn(changes: Partial<OAuthProvider> = {}, client: OAuthClient = publicClient): Promise<Grant> {
  const attempt = await begin(changes, client)
  await visit(attempt.url)
  return attempt.grant
}
const isGood = async (token: string) =>
  (await fetch(`${server.issuer}/me`, { headers: { authorization: `Bearer ${token}` } })).status === 200
const whyOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'none',
    (error: unknown) => (error instanceof SignInRefused ? error.why : error),
  )
const redirectOf = (url: string) => new URL(new URL(url).searchParams.get('redirect_uri')!)

describe('signing in with the browser', () => {
  it('gives tokens that are good, and a page whose address holds no code', async () => {
    const attempt = await begin()
    const end = await visit(attempt.url)
    const grant = await attempt.grant
    expect(await isGood(grant.accessToken)).toBe(true)
    expect(grant).toMatchObject({ kind: 'oauth2', client: publicClient, refreshToken: expect.any(String) })
    expect(grant.expiresAt! - now()).toBeGreaterThan(50_000)
    expect(end).toMatchObject({ status: 200, html: expect.stringContaining('You are signed in') })
    expect(end.url).not.toMatch(/code|state/)
    expect(end.html).not.toContain('<script')
    await expect(fetch(redirectOf(attempt.url))).rejects.toThrow()
  })

  it('asks with PKCE and a state that nobody guesses', async () => {
    const [one, two] = await Promise.all([begin(), begin()])
    const asked = (url: string) => Object.fromEntries(new URL(url).searchParams)
    expect(asked(one.url)).toMatchObject({
      code_challenge_method: 'S256',
      response_type: 'code',
      scope: 'openid offline_access files.read',
      prompt: 'consent',
    })
    expect(asked(one.url).state!.length).toBeGreaterThanOrEqual(43)
    expect(asked(one.url).state).not.toBe(asked(two.url).state)
    for (const { url } of [one, two]) await visit(url)
    await Promise.all([one.grant, two.grant])
  })

  it('is denied when the person says no, and can be tried again', async () => {
    const attempt = await begin()
    const end = await visit(attempt.url, { refuse: true })
    expect(await whyOf(attempt.grant)).toBe('denied')
    expect(end.html).toContain('You are not signed in')
    expect(await isGood((await signIn()).accessToken)).toBe(true)
  })

  it('is not disturbed by others who come to its address', async () => {
    const attempt = await begin()
    const address = redirectOf(attempt.url)
    const state = new URL(attempt.url).searchParams.get('state')!
    expect((await fetch(`${address}?code=evil&state=guessed`)).status).toBe(400)
    expect((await fetch(`${address}?error=access_denied`)).status).toBe(400)
    expect((await fetch(`${address}?code=evil&state=${state}`, { method: 'POST' })).status).toBe(404)
    expect((await fetch(`${address.origin}/other?code=evil&state=${state}`)).status).toBe(404)
    expect(await statusWithHost(Number(address.port), `/callback?code=evil&state=${state}`, 'evil.test')).toBe(404)
    await visit(attempt.url)
    expect(await isGood((await attempt.grant).accessToken)).toBe(true)
  })

  it('listens to this computer alone', async () => {
    const attempt = await begin()
    expect(redirectOf(attempt.url).hostname).toBe('127.0.0.1')
    await visit(attempt.url)
    await attempt.grant
  })

  it('does not believe an answer of another issuer', async () => {
    const attempt = await begin({ issuer: 'https://somebody.else' })
    await visit(attempt.url)
    expect(await whyOf(attempt.grant)).toBe('broken')
  })

  it('ends after five minutes in which the tab was closed, and frees its port', async () => {
    const attempt = await begin()
    pass(299_000)
    expect(timers.size).toBe(1)
    pass(1_000)
    expect(await whyOf(attempt.grant)).toBe('expired')
    await expect(fetch(redirectOf(attempt.url))).rejects.toThrow()
  })

  it('ends when it is cancelled', async () => {
    const stop = new AbortController()
    const attempt = await begin({}, publicClient, stop.signal)
    stop.abort(new Error('cancelled'))
    await expect(attempt.grant).rejects.toThrow('cancelled')
    await expect(fetch(redirectOf(attempt.url))).rejects.toThrow()
    expect(timers.size).toBe(0)
  })

  it('takes an address that was pasted from a browser on another computer', async () => {
    const attempt = await begin()
    const callback = redirectOf(attempt.url).origin
    const { url } = await visit(attempt.url, { until: (next) => next.startsWith(callback) })
    expect(() => attempt.paste('https://example.test/?code=x')).toThrow(SignInRefused)
    expect(() => attempt.paste('what?')).toThrow(SignInRefused)
    attempt.paste(` ${url}\n`)
    expect(await isGood((await attempt.grant).accessToken)).toBe(true)
    await expect(fetch(callback)).rejects.toThrow()
  })

  it('comes back to one of the registered ports, whichever is free', async () => {
    const busy = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => busy.once('listening', resolve))
    const taken = (busy.address() as AddressInfo).port
    const free = await freePort()
    const attempt = await begin({ redirect: { host: '127.0.0.1', ports: [taken, free], path: '/callback' } })
    expect(redirectOf(attempt.url).port).toBe(String(free))
    await expect(begin({ redirect: { host: '127.0.0.1', ports: [taken], path: '/callback' } })).rejects.toMatchObject({
      code: 'port-taken',
    })
    await visit(attempt.url)
    await attempt.grant
    busy.close()
  })

  it('comes back to localhost by either address where the provider wants that name', async () => {
    const attempt = await begin({ redirect: { host: 'localhost', ports: 'any', path: '/callback' } })
    expect(redirectOf(attempt.url).hostname).toBe('localhost')
    expect((await fetch(redirectOf(attempt.url).href.replace('localhost', '127.0.0.1'))).status).toBe(404)
    await visit(attempt.url)
    expect(await isGood((await attempt.grant).accessToken)).toBe(true)
  })

  it("works with a person's own app, whose secret goes to the token endpoint alone", async () => {
    const attempt = await begin({}, ownApp)
    expect(attempt.url).not.toContain(ownApp.secret)
    await visit(attempt.url)
    const grant = await attempt.grant
    expect(grant.client).toEqual(ownApp)
    expect(await isGood(grant.accessToken)).toBe(true)
    expect(await whyOf(signIn({}, { id: ownApp.id, secret: 'wrong' }))).toBe('client')
  })

  it('speaks JSON to a provider that wants it, without PKCE to one that knows none', async () => {
    const json: { readonly url: string; readonly init: RequestInit }[] = []
    const send: AttemptPorts['send'] = async (url, init) => {
      json.push({ url, init })
      return Response.json({ access_token: 'ntn_1', token_type: 'bearer', refresh_token: 'r1', workspace_name: 'Ada' })
    }
    const provider = { ...server.provider, body: 'json', pkce: false, scopes: [] } as const
    const attempt = await beginAttempt(provider, ownApp, { ...ports, send }, never)
    expect(attempt.url).not.toContain('code_challenge')
    const state = new URL(attempt.url).searchParams.get('state')!
    await fetch(`${redirectOf(attempt.url)}?code=abc&state=${state}&iss=${encodeURIComponent(server.issuer)}`)
    expect(await attempt.grant).toMatchObject({ accessToken: 'ntn_1', expiresAt: null, refreshToken: 'r1' })
    expect(JSON.parse(String(json[0]!.init.body))).toMatchObject({
      grant_type: 'authorization_code',
      code: 'abc',
      redirect_uri: redirectOf(attempt.url).href,
    })
    const headers = new Headers(json[0]!.init.headers)
    expect(headers.get('authorization')).toBe(`Basic ${Buffer.from('own-app:own-secret').toString('base64')}`)
    expect(headers.get('content-type')).toBe('application/json')
  })
})

describe('signing in on another device', () => {
  it('gives tokens once the code was typed there', async () => {
    const attempt = await beginDeviceAttempt(server.provider, publicClient, ports, never)
    expect(attempt.code).toMatch(/^\w{4}-\w{4}$/)
    pass(5_000)
    await visit(attempt.completeUrl!)
    // Whatever was asked before the answer was pending, and the next look finds it.
    const look = () => {
      pass(5_000)
      return Promise.race([attempt.grant, Promise.resolve(null)])
    }
    await expect.poll(look).toMatchObject({ kind: 'oauth2' })
    expect(await isGood((await attempt.grant).accessToken)).toBe(true)
  })

  it('asks less often when the provider says so', async () => {
    const started = { device_code: 'd', user_code: 'ABCD', verification_uri: 'https://service.test/device', expires_in: 600, interval: 5 }
    const answers = [
      Response.json(started),
      Response.json({ error: 'slow_down' }, { status: 400 }),
      Response.json({ access_token: 'a', token_type: 'bearer' }),
    ]
    let asked = 0
    const send = async () => answers[asked++]!
    const attempt = await beginDeviceAttempt(server.provider, publicClient, { ...ports, send }, never)
    pass(5_000)
    await expect.poll(() => [asked, timers.size]).toEqual([2, 1])
    pass(5_000)
    expect(timers.size).toBe(1)
    pass(5_000)
    expect(await attempt.grant).toMatchObject({ accessToken: 'a' })
  })

  it('ends when nobody types the code in time, or when it is cancelled', async () => {
    const late = await beginDeviceAttempt(server.provider, publicClient, ports, never)
    pass(3_600_000)
    expect(await whyOf(late.grant)).toBe('expired')
    const stop = new AbortController()
    const cancelled = await beginDeviceAttempt(server.provider, publicClient, ports, stop.signal)
    stop.abort(new Error('cancelled'))
    await expect(cancelled.grant).rejects.toThrow('cancelled')
  })
})

describe('a refresh', () => {
  const keeperOf = (first: Grant) => {
    const kept = [first]
    const keeper = createTokenKeeper({
      now,
      load: async () => kept.at(-1)!,
      save: async (grant) => void kept.push(grant),
      refresh: (grant) => endpoint().refresh(grant),
    })
    return { kept, keeper }
  }
  const refreshes = () => sent.filter(({ init }) => String(init.body).includes('grant_type=refresh_token')).length

  it('happens ahead of the end, once for all who ask, and keeps the new refresh token', async () => {
    const { kept, keeper } = keeperOf(await signIn())
    skipped += 50_000
    expect(await keeper.token()).toBe(kept[0]!.accessToken)
    expect(refreshes()).toBe(0)
    skipped += 5_000
    expect(await keeper.token()).toBe(kept[1]!.accessToken)
    expect(kept[1]!.refreshToken).not.toBe(kept[0]!.refreshToken)
    expect(await isGood(kept[1]!.accessToken)).toBe(true)
    expect(refreshes()).toBe(1)
  })

  it('is one for all scopes that ask at once', async () => {
    const first = await signIn()
    const { kept, keeper } = keeperOf(first)
    skipped += 55_000
    const tokens = await Promise.all(Array.from({ length: 8 }, () => keeper.token()))
    expect([new Set(tokens).size, refreshes()]).toEqual([1, 1])
    expect(await isGood(tokens[0]!)).toBe(true)
    expect(kept.at(-1)!.refreshToken).not.toBe(first.refreshToken)
    expect(await keeper.token()).toBe(tokens[0])
    expect(refreshes()).toBe(1)
  })

  it('happens when the service refuses a token that should be good, once', async () => {
    const first = await signIn()
    const { keeper } = keeperOf({ ...first, expiresAt: now() + 3_600_000 })
    const again = await Promise.all([keeper.token(first.accessToken), keeper.token(first.accessToken)])
    expect(again[0]).not.toBe(first.accessToken)
    expect([new Set(again).size, refreshes()]).toEqual([1, 1])
    expect(await keeper.token(first.accessToken)).toBe(again[0])
  })

  it('keeps the new grant before its token is used', async () => {
    const first = await signIn()
    let saved = false
    const keeper = createTokenKeeper({
      now,
      load: async () => ({ ...first, expiresAt: now() }),
      save: async () => {
        await new Promise(setImmediate)
        saved = true
      },
      refresh: (grant) => endpoint().refresh(grant),
    })
    await keeper.token()
    expect(saved).toBe(true)
  })

  it('with a token that was used before ends everything that came of it', async () => {
    const first = await signIn()
    const second = await endpoint().refresh(first)
    expect(await whyOf(endpoint().refresh(first))).toBe('refused')
    expect(await whyOf(endpoint().refresh(second))).toBe('refused')
    expect(await isGood(second.accessToken)).toBe(false)
  })

  it('is refused after the sign-in was taken back', async () => {
    const grant = await signIn()
    await endpoint().revoke(grant)
    expect(await whyOf(endpoint().refresh(grant))).toBe('refused')
    expect(await whyOf(keeperOf({ ...grant, expiresAt: now() }).keeper.token())).toBe('refused')
  })

  it('is refused where there is nothing to refresh with', async () => {
    const grant = { ...(await signIn()), refreshToken: null }
    expect(await whyOf(keeperOf(grant).keeper.token(grant.accessToken))).toBe('refused')
    expect(await keeperOf(grant).keeper.token()).toBe(grant.accessToken)
  })
})

async function freePort(): Promise<number> {
  const one = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => one.once('listening', resolve))
  const { port } = one.address() as AddressInfo
  await new Promise((resolve) => one.close(resolve))
  return port
}

/** `fetch` sends no other Host than the address's own. */
const statusWithHost = (port: number, path: string, host: string) =>
  new Promise((resolve) =>
    rawRequest({ host: '127.0.0.1', port, path, headers: { host } }, (response) => resolve(response.statusCode)).end(),
  )
