import { request } from 'node:http'
import { type AddressInfo, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { CallInput, CallName, Client, Events } from '../shared/api.ts'
import type { Said } from '../shared/model.ts'
import { MagpieError } from '../shared/problem.ts'
import { startWebHost, type WebHost } from './index.ts'

let host: WebHost
let on: string[]
let port: number
/** Another host of the same home receives hooks. */
let elsewhere: boolean
let received: CallInput<'hooks.receive'>[]
let refusal: Error | null
let problems: (Said | null)[]
let announce: () => void

/** The engine as far as hooks go. */
const client: Client = {
  call: (async (name: CallName, input: unknown) => {
    if (name === 'hooks.get') return { port, listening: elsewhere, hooks: on.map((source) => ({ source })) }
    if (name !== 'hooks.receive') throw new Error(name)
    received.push(input as CallInput<'hooks.receive'>)
    if (refusal !== null) throw refusal
    return { will: 'reread' }
  }) as Client['call'],
  on: (_name, listener) => {
    announce = () => listener({} as Events[keyof Events] as never)
    return () => {}
  },
}

const freePort = () =>
  new Promise<number>((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => done(port))
    })
  })
const occupy = (which: number) =>
  new Promise<Server>((done) => {
    const server = createServer().listen(which, '127.0.0.1', () => done(server))
  })

beforeEach(async () => {
  on = ['notes-1']
  port = await freePort()
  elsewhere = false
  received = []
  refusal = null
  problems = []
})
afterEach(() => host.close())

async function start() {
  host = await startWebHost({
    root: tmpdir(),
    handle: { attach: () => {}, closed: new Promise(() => {}), client },
    onHookProblem: (said) => problems.push(said),
  })
  await settled()
}
const settled = async () => {
  for (let n = 0; n < 20; n++) await new Promise((done) => setTimeout(done, 2))
}

interface Sent {
  readonly on?: number
  readonly method?: string
  readonly path?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Buffer
}
interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: string
}
const signed = { 'magpie-timestamp': '1700000000', 'magpie-signature': 'sha256=00' }

/** Resolves to `unreachable` when nobody listens. */
function send({
  on: to = port,
  method = 'POST',
  path = '/hooks/notes-1',
  headers = signed,
  body = '{"id":"a"}',
}: Sent = {}): Promise<Answer | 'unreachable'> {
  return new Promise((done) => {
    const sent = request({ host: '127.0.0.1', port: to, path, method, headers, agent: false }, (response) => {
      let text = ''
      response.on('data', (part) => {
        text += part
      })
      response.on('end', () => done({ status: response.statusCode ?? 0, headers: response.headers, body: text }))
    })
    sent.on('error', () => done('unreachable'))
    sent.end(body)
  })
}
const ask = async (sent: Sent = {}): Promise<Answer> => {
  const answer = await send(sent)
  if (answer === 'unreachable') throw new Error('nobody listens')
  return answer
}

test('hands a call to the engine as it came, on its own port and on the window’s', async () => {
  await start()
  expect(await ask()).toMatchObject({ status: 202, body: '{"will":"reread"}\n' })
  expect((await ask({ on: host.port })).status).toBe(202)
  const call = { source: 'notes-1', timestamp: '1700000000', signature: 'sha256=00', body: '{"id":"a"}' }
  expect(received).toEqual([call, call])
})

test('any name of the host will do, so that calls can come through a tunnel; the window keeps to its own', async () => {
  await start()
  expect((await ask({ headers: { ...signed, host: 'magpie.example' } })).status).toBe(202)
  expect((await ask({ on: host.port, path: '/', method: 'GET', headers: { host: 'magpie.example' } })).status).toBe(421)
})

test('protects its answers like every other', async () => {
  await start()
  const { headers } = await ask()
  expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' })
  expect(headers['access-control-allow-origin']).toBeUndefined()
})

test.each([
  [401, 'hook-refused'],
  [401, 'hook-late'],
  [409, 'hook-replayed'],
  [409, 'hook-waits'],
  [400, 'hook-unclear'],
  [503, 'engine-gone'],
] as const)('%i for %s, with a sentence', async (status, code) => {
  await start()
  refusal = new MagpieError(code, {})
  const answer = await ask()
  expect(answer.status).toBe(status)
  expect(JSON.parse(answer.body)).toEqual({ error: code, message: expect.stringMatching(/\.$/) })
})

test('says when to come back', async () => {
  await start()
  refusal = new MagpieError('hook-flooded', { seconds: 7 })
  expect(await ask()).toMatchObject({ status: 429, headers: { 'retry-after': '7' } })
})

test('says nothing of what went wrong inside', async () => {
  await start()
  refusal = new Error('/home/ada/secret is broken')
  const answer = await ask()
  expect(answer.status).toBe(500)
  expect(answer.body).not.toContain('ada')
  refusal = new MagpieError('source-unknown', { id: 'notes-1' })
  expect((await ask()).status).toBe(500)
})

test.each(['GET', 'PUT', 'DELETE', 'OPTIONS'])('%s is refused', async (method) => {
  await start()
  expect(await ask({ method, body: '' })).toMatchObject({ status: 405, headers: { allow: 'POST' } })
  expect(received).toEqual([])
})

test.each([{ origin: 'http://evil.example' }, { origin: 'null' }, { 'sec-fetch-site': 'cross-site' }])(
  'a browser is refused: %j',
  async (headers) => {
    await start()
    expect((await ask({ headers: { ...signed, ...headers } })).status).toBe(403)
    expect(received).toEqual([])
  },
)

test.each(['/hooks/', '/hooks/a/b', '/hooks/..%2f', '/hooks/notes-1?x=1', `/hooks/${'x'.repeat(201)}`])(
  'an address that leads nowhere is refused like a wrong signature: %s',
  async (path) => {
    await start()
    expect(await ask({ path })).toMatchObject({ status: 401 })
    expect(received).toEqual([])
  },
)

test('a body beyond the limit is refused, whether its length is told or not', async () => {
  await start()
  const large = 'x'.repeat((64 << 10) + 1)
  const told = await send({ body: large })
  const untold = await send({ body: large, headers: { ...signed, 'transfer-encoding': 'chunked' } })
  // The connection may end before all was sent.
  for (const answer of [told, untold]) if (answer !== 'unreachable') expect(answer.status).toBe(413)
  expect(received).toEqual([])
  expect((await ask({ body: 'x'.repeat(64 << 10) })).status).toBe(202)
})

test('bytes that are no text are refused', async () => {
  await start()
  expect((await ask({ body: Buffer.from([0x7b, 0xff, 0x7d]) })).status).toBe(401)
  expect(received).toEqual([])
})

test('a flood is not even looked at', async () => {
  await start()
  const statuses = []
  for (let n = 0; n < 140; n++) statuses.push((await ask()).status)
  expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(0)
  expect(received.length).toBeLessThan(140)
})

test('listens only while a source has a hook', async () => {
  on = []
  await start()
  expect(await send()).toBe('unreachable')
  on = ['notes-1']
  announce()
  await settled()
  expect((await ask()).status).toBe(202)
  on = []
  announce()
  await settled()
  expect(await send()).toBe('unreachable')
})

test('follows the port of the settings', async () => {
  await start()
  const old = port
  port = await freePort()
  announce()
  await settled()
  expect((await ask()).status).toBe(202)
  expect(await send({ on: old })).toBe('unreachable')
})

test('says when its port is taken, and takes it when it is free', async () => {
  const other = await occupy(port)
  await start()
  expect(problems.at(-1)).toEqual({ code: 'hooks-port-taken', params: { port } })
  await new Promise((done) => other.close(done))
  announce()
  await settled()
  expect(problems.at(-1)).toBeNull()
  expect((await ask()).status).toBe(202)
})

test('says nothing while another host of the same home receives, and takes over from it', async () => {
  const other = await occupy(port)
  elsewhere = true
  await start()
  expect(problems.at(-1)).toBeNull()
  await new Promise((done) => other.close(done))
  elsewhere = false
  announce()
  await settled()
  expect((await ask()).status).toBe(202)
})

test('without a client there are no hooks', async () => {
  host = await startWebHost({ root: tmpdir(), handle: { attach: () => {}, closed: new Promise(() => {}) } })
  expect((await ask({ on: host.port })).status).toBe(405)
})
