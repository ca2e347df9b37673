import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Wire, WireTrouble } from '../contract.ts'
import { listenOnLoopback } from './loopback.fixture.ts'
import type { TestNetwork } from './traffic.fixture.ts'

/** What a fake service says to one request; `body` goes out as JSON, or as it is where `headers` name another type. */
export type FakeAnswer = (
  method: string,
  url: URL,
  body: string,
  headers: IncomingHttpHeaders,
) => { readonly status: number; readonly body: unknown; readonly headers?: Readonly<Record<string, string>> }

/** A connector's service for its tests: real HTTP on loopback, with everything that networks and services do on bad days. */
export interface FakeService {
  readonly url: string
  /** How often it was asked; the latest thousand by line. */
  readonly requests: { count: number; readonly lines: { readonly method: string; readonly url: string }[] }
  beforeAnswer: () => Promise<void> | void
  /** What the next requests meet, one each. */
  readonly troubles: WireTrouble[]
  /** What every request meets. */
  trouble: WireTrouble | null
  /** Answers say more than was asked for, at every level. */
  unknownFields: boolean
  /** Answers take this much longer, in ms. */
  delayMs: number
  /** Refuses connections; `comeBack` takes it back, on the same port. */
  goAway(): Promise<void>
  comeBack(): Promise<void>
  close(): Promise<void>
}

const linesKept = 1_000

export async function startFakeService(answer: FakeAnswer): Promise<FakeService> {
  const server = createServer((request, response) => void handle(service, answer, request, response))
  const stop = () =>
    new Promise<void>((done) => {
      server.close(() => done())
      server.closeAllConnections()
    })
  const port = await listenOnLoopback(server)
  const service: FakeService = {
    url: `http://127.0.0.1:${port}`,
    requests: { count: 0, lines: [] },
    beforeAnswer: () => {},
    troubles: [],
    trouble: null,
    unknownFields: false,
    delayMs: 0,
    goAway: stop,
    comeBack: () => new Promise((done) => server.listen(port, '127.0.0.1', done)),
    close: async () => {
      if (server.listening) await stop()
    },
  }
  return service
}

/** The service as the contract steers it. Whoever waits does so by the network's clock, which nobody has to wait for. */
export function wireOf(service: FakeService, { clock }: TestNetwork): Wire {
  const wire: Wire = {
    requests: service.requests.lines,
    beforeAnswer: () => {},
    next: (trouble) => void service.troubles.push(trouble),
    always: (trouble) => {
      service.trouble = trouble
    },
    addUnknownFields: () => {
      service.unknownFields = true
    },
    waitedMs: () => clock.slept.reduce((total, ms) => total + ms, 0),
  }
  service.beforeAnswer = async () => {
    await wire.beforeAnswer()
    // Who waits for an answer that never comes waits until its time is over.
    if (service.trouble?.is === 'silent') setImmediate(() => clock.advance(600_000))
  }
  return wire
}

async function handle(service: FakeService, answer: FakeAnswer, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', service.url)
  const method = request.method ?? 'GET'
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  service.requests.count++
  service.requests.lines.push({ method, url: url.href })
  if (service.requests.lines.length > linesKept) service.requests.lines.shift()
  await service.beforeAnswer()
  if (service.delayMs > 0) await sleep(service.delayMs)
  const trouble = service.troubles.shift() ?? service.trouble
  const { status, body, headers } = answer(method, url, Buffer.concat(chunks).toString(), request.headers)
  const isText = headers?.['content-type'] !== undefined
  const text = isText ? String(body) : JSON.stringify(service.unknownFields ? withMore(body) : body)
  if (trouble === null) send(response, status, text, headers)
  else meet(trouble, response, text)
}

function send(response: ServerResponse, status: number, json: string, headers: Readonly<Record<string, string>> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(json), ...headers })
  response.end(json)
}

const refusals = { limited: 429, 'signed-out': 401, forbidden: 403, unavailable: 503 } as const

function meet(trouble: WireTrouble, response: ServerResponse, json: string): void {
  if (trouble.is === 'html') {
    response.writeHead(200, { 'content-type': 'text/html' })
    response.end('<!doctype html><html><title>Welcome</title><body>Accept our terms to go online.</body></html>')
  } else if (trouble.is === 'broken') {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(json) })
    response.write(json.slice(0, json.length / 2), () => response.destroy())
  } else if (trouble.is !== 'silent') {
    const headers: Record<string, string> = trouble.is === 'limited' ? { 'retry-after': String(trouble.seconds) } : {}
    send(response, refusals[trouble.is], '{"error":"practice"}', headers)
  }
}

/** The same with more in it, at every level, as services grow. */
function withMore(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withMore)
  if (value === null || typeof value !== 'object') return value
  const more = Object.entries(value).map(([key, of]) => [key, withMore(of)] as const)
  return { aNewField: { nested: [1, null, 'x'] }, ...Object.fromEntries(more), anotherNewField: null }
}
