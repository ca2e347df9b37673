import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { Client } from '../shared/api.ts'
import { say } from '../shared/messages/say.ts'
import { type ErrorCode, MagpieError } from '../shared/problem.ts'
import { createTokens } from '../shared/tokens.ts'
import { protect } from './headers.ts'

/** Longest body of a call, in bytes: it holds an id. */
const maxBody = 64 << 10
/** Calls of all sources together, before anything of them is looked at. */
const together = { burst: 120, perMinute: 600 }

const statuses: Partial<Record<ErrorCode, number>> = {
  'hook-refused': 401,
  'hook-late': 401,
  'hook-replayed': 409,
  'hook-waits': 409,
  'hook-flooded': 429,
  'hook-unclear': 400,
  'hook-too-large': 413,
  'engine-gone': 503,
  'engine-restarted': 503,
}

/**
 * Answers `POST /hooks/<source>`. The engine judges the signature; here is only what HTTP is about. Browsers are refused: a page
 * elsewhere has no business here, and every other caller sends no Origin.
 */
export function hookListener(client: Client, now: () => Date = () => new Date()): RequestListener {
  const tokens = createTokens(together)
  return (request, response) => {
    protect(response)
    response.setHeader('Magpie-Hooks', 'yes')
    if (request.method !== 'POST') {
      response.setHeader('Allow', 'POST')
      return refuse(response, 405, { error: 'method', message: 'Only POST is understood here.' })
    }
    if (request.headers.origin !== undefined || request.headers['sec-fetch-site'] !== undefined)
      return refuse(response, 403, { error: 'browser', message: 'Pages in a browser may not call this.' })
    const waitMs = tokens.take(now())
    if (waitMs !== null) return fail(response, new MagpieError('hook-flooded', { seconds: Math.ceil(waitMs / 1_000) }))
    void receive(client, request).then(
      (answer) => end(response, 202, answer),
      (error: unknown) => fail(response, error),
    )
  }
}

async function receive(client: Client, request: IncomingMessage) {
  const source = /^\/hooks\/([\w.-]{1,200})$/.exec(request.url ?? '')?.[1] ?? ''
  const body = await bodyOf(request)
  const timestamp = headerOf(request, 'magpie-timestamp')
  const signature = headerOf(request, 'magpie-signature')
  // An address that leads nowhere is refused like a wrong signature.
  if (source === '') throw new MagpieError('hook-refused')
  return client.call('hooks.receive', { source, timestamp, signature, body })
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  if (Number(request.headers['content-length'] ?? 0) > maxBody) throw new MagpieError('hook-too-large', { bytes: maxBody })
  const parts: Buffer[] = []
  let bytes = 0
  for await (const part of request as AsyncIterable<Buffer>) {
    bytes += part.byteLength
    if (bytes > maxBody) throw new MagpieError('hook-too-large', { bytes: maxBody })
    parts.push(part)
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.concat(parts))
  } catch (error) {
    throw new MagpieError('hook-refused', {}, error)
  }
}

/** Longer ones than any valid one are cut, and then wrong. */
const headerOf = (request: IncomingMessage, name: string) => String(request.headers[name] ?? '').slice(0, 200)

function fail(response: ServerResponse, error: unknown): void {
  const known = error instanceof MagpieError && statuses[error.code] !== undefined ? error : new MagpieError('internal')
  if (known.code === 'hook-flooded') response.setHeader('Retry-After', String(known.params.seconds))
  refuse(response, statuses[known.code] ?? 500, { error: known.code, message: say(known) })
}

/** What is left of the request is not read. */
function refuse(response: ServerResponse, status: number, answer: object): void {
  response.setHeader('Connection', 'close')
  end(response, status, answer)
}

function end(response: ServerResponse, status: number, answer: object): void {
  const text = `${JSON.stringify(answer)}\n`
  response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8', 'Content-Length': Buffer.byteLength(text) })
  response.end(text)
}
