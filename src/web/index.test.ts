import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { type Channel, connectChannel, type Handler, serveChannel } from '../shared/rpc.ts'
import { startWebHost, type WebHost } from './index.ts'

let folder: string
let host: WebHost
let engineEnds: () => void
let callers: string[]
let held: (() => void)[]

const engine: Handler = {
  handle: async (name) => {
    if (name === 'doctor') await new Promise<void>((go) => held.push(go))
    return { answered: name }
  },
  subscribe: () => () => {},
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'magpie-web-'))
  mkdirSync(join(folder, 'window'))
  writeFileSync(join(folder, 'window/index.html'), '<p>window</p>')
  writeFileSync(join(folder, 'secret.txt'), 'not yours')
  symlinkSync(join(folder, 'secret.txt'), join(folder, 'window/link.txt'))
  callers = []
  held = []
  const closed = new Promise<void>((done) => {
    engineEnds = done
  })
  host = await startWebHost({
    root: join(folder, 'window'),
    handle: {
      attach: (channel, caller) => {
        callers.push(caller)
        serveChannel(channel, engine, caller)
      },
      closed,
    },
  })
})
afterEach(async () => {
  for (const go of held) go()
  await host.close()
  rmSync(folder, { recursive: true, force: true })
})

interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: string
}

/** A raw request: nothing tidies the path or the headers on its way. */
function ask(path: string, { method = 'GET', headers = {} }: { method?: string; headers?: Record<string, string> } = {}): Promise<Answer> {
  return new Promise((done, fail) => {
    const sent = request({ host: '127.0.0.1', port: host.port, path, method, headers }, (response) => {
      let body = ''
      response.on('data', (part) => {
        body += part
      })
      response.on('end', () => done({ status: response.statusCode ?? 0, headers: response.headers, body }))
    })
    sent.on('error', fail).end()
  })
}

const launchToken = () => new URL(host.url).hash.slice('#token='.length)
const here = () => `http://127.0.0.1:${host.port}`

/** Opens a socket; resolves to the HTTP status when the upgrade was refused. */
function open(options: { origin?: string; host?: string; path?: string } = {}): Promise<WebSocket | number> {
  const socket = new WebSocket(`ws://127.0.0.1:${host.port}${options.path ?? '/rpc'}`, {
    ...(options.origin === undefined ? {} : { origin: options.origin }),
    ...(options.host === undefined ? {} : { headers: { host: options.host } }),
  })
  return new Promise((done) => {
    socket.on('open', () => done(socket))
    socket.on('unexpected-response', (_request, response) => done(response.statusCode ?? 0))
    socket.on('error', () => {})
  })
}

const closeOf = (socket: WebSocket) => new Promise<number>((done) => socket.on('close', done))

/** Sends a first message and waits for the session or the close code. */
async function hello(message: unknown): Promise<{ socket: WebSocket; session: string } | number> {
  const socket = (await open({ origin: here() })) as WebSocket
  return new Promise((done) => {
    socket.once('message', (data) => done({ socket, session: JSON.parse(String(data)).session }))
    socket.once('close', done)
    socket.send(typeof message === 'string' ? message : JSON.stringify(message))
  })
}

const channel = (socket: WebSocket): Channel => ({
  post: (message) => socket.send(JSON.stringify(message)),
  onMessage: (listener) => void socket.on('message', (data) => listener(JSON.parse(String(data)))),
  onClose: (listener) => void socket.on('close', listener),
  close: () => socket.close(),
})

test('serves the window with headers that forbid everything else', async () => {
  const { status, headers, body } = await ask('/')
  expect(status).toBe(200)
  expect(body).toBe('<p>window</p>')
  expect(headers['content-security-policy']).toContain("default-src 'none'")
  expect(headers['content-security-policy']).toContain("trusted-types 'none'")
  expect(headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-store',
    'content-type': 'text/html; charset=utf-8',
  })
  expect(headers['access-control-allow-origin']).toBeUndefined()
  expect(headers['set-cookie']).toBeUndefined()
  expect((await ask('/', { method: 'HEAD' })).body).toBe('')
})

test('listens on loopback only, on the port it says', () => {
  expect(host.url).toMatch(new RegExp(`^http://127\\.0\\.0\\.1:${host.port}/#token=[\\w-]{43}$`))
})

test.each(['evil.example', 'evil.example:80', '127.0.0.1', '127.0.0.1:1', '[::1]:80'])('refuses the host name %s', async (name) => {
  const answer = await ask('/', { headers: { host: name } })
  expect(answer.status).toBe(421)
  expect(answer.body).toBe('')
  expect(answer.headers['content-security-policy']).toContain("default-src 'none'")
})

test('localhost is this host too', async () => {
  expect((await ask('/', { headers: { host: `localhost:${host.port}` } })).status).toBe(200)
})

test.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'])('%s is refused', async (method) => {
  expect((await ask('/', { method })).status).toBe(405)
})

test.each([
  '/../secret.txt',
  '/..%2fsecret.txt',
  '/%2e%2e/secret.txt',
  '/..\\secret.txt',
  '/a/%2e%2e/%2e%2e/secret.txt',
  '/%00',
  '/%',
  '/link.txt',
  '/C:/x',
])('a path that leaves the window is a bad request: %s', async (path) => {
  const answer = await ask(path)
  expect(answer.status).toBe(400)
  expect(answer.body).toBe('')
})

test('an absolute request target is judged as it stands', async () => {
  const first = await new Promise<string>((done) => {
    const socket = connect(host.port, '127.0.0.1', () =>
      socket.write(`GET http://x/../secret.txt HTTP/1.1\r\nHost: 127.0.0.1:${host.port}\r\n\r\n`),
    )
    socket.once('data', (data) => {
      done(String(data).split('\r\n', 1)[0] ?? '')
      socket.destroy()
    })
  })
  expect(first).toContain('400')
})

test('what is not there is not found', async () => {
  expect((await ask('/nothing.js')).status).toBe(404)
})

test('a socket needs the origin of this very host', async () => {
  expect(await open({ origin: 'http://evil.example' })).toBe(403)
  expect(await open({ origin: `http://localhost:${host.port}` })).toBe(403)
  expect(await open({ origin: `https://127.0.0.1:${host.port}` })).toBe(403)
  expect(await open({ origin: 'null' })).toBe(403)
  expect(await open()).toBe(403)
  expect(await open({ origin: 'http://evil.example', host: 'evil.example' })).toBe(421)
  expect(await open({ origin: here(), path: '/other' })).toBe(404)
})

test('the link opens one window, which can come back; nobody can use the link again', async () => {
  const first = await hello({ token: launchToken() })
  if (typeof first === 'number') throw new Error(`refused with ${first}`)
  const client = connectChannel(channel(first.socket))
  expect(await client.call('engine.info', {})).toEqual({ answered: 'engine.info' })
  expect(callers).toEqual(['web'])

  expect(await hello({ token: launchToken() })).toBe(4401)

  first.socket.close()
  const again = await hello({ token: first.session })
  if (typeof again === 'number') throw new Error(`refused with ${again}`)
  expect(again.session).toBe(first.session)
})

test.each([{ token: 'x' }, { token: '' }, { token: null }, {}, 'no json', '[]', '{"t":"q","m":"call","a":["doctor",{}],"i":"1"}'])(
  'without a token nothing is answered: %j',
  async (message) => {
    expect(await hello(message)).toBe(4401)
    expect(callers).toEqual([])
  },
)

test('a message beyond the limit closes the socket', async () => {
  const opened = await hello({ token: launchToken() })
  if (typeof opened === 'number') throw new Error('refused')
  const closed = closeOf(opened.socket)
  opened.socket.send(JSON.stringify({ t: 'q', m: 'x'.repeat(2 << 20) }))
  expect(await closed).toBe(1009)
})

test('calls that pile up close the socket; calls that are answered do not count', async () => {
  const opened = await hello({ token: launchToken() })
  if (typeof opened === 'number') throw new Error('refused')
  const client = connectChannel(channel(opened.socket))
  for (let i = 0; i < 200; i++) await client.call('engine.info', {})
  const closed = closeOf(opened.socket)
  const calls = Array.from({ length: 80 }, () => client.call('doctor', {}).catch((error: unknown) => error))
  expect(await closed).toBe(4429)
  expect(await calls[0]).toMatchObject({ code: 'engine-gone' })
})

test('broken messages after the greeting close the socket', async () => {
  const opened = await hello({ token: launchToken() })
  if (typeof opened === 'number') throw new Error('refused')
  const closed = closeOf(opened.socket)
  opened.socket.send('{')
  expect(await closed).toBe(1007)
})

test('when the engine ends, windows are told', async () => {
  const opened = await hello({ token: launchToken() })
  if (typeof opened === 'number') throw new Error('refused')
  const closed = closeOf(opened.socket)
  engineEnds()
  expect(await closed).toBe(4503)
})
