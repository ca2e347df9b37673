import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http'
import { createServer as createTlsServer, type ServerOptions } from 'node:https'
import type { AddressInfo, Server as NetServer } from 'node:net'

/** What a server was asked, in order. */
export interface Asked {
  readonly method: string
  readonly path: string
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

export type Responder = (response: ServerResponse, asked: Asked, request: IncomingMessage) => void | Promise<void>

/** A real HTTP server on this computer, which does what it is told for each request. */
export interface Loopback {
  /** Such as `http://127.0.0.1:40123`, without a slash at the end. */
  readonly url: string
  readonly port: number
  readonly asked: Asked[]
  /** What it does for every request that no `next` is for. */
  always: Responder
  /** Does these things first, one for each request. */
  next(...responders: readonly Responder[]): void
  /** Resolves when it was asked so many times altogether. */
  until(requests: number): Promise<void>
  close(): Promise<void>
}

export async function startLoopback(always: Responder = json({}), tls?: ServerOptions): Promise<Loopback> {
  const queue: Responder[] = []
  const asked: Asked[] = []
  const watchers = new Set<() => void>()
  const listener: RequestListener = async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const one = { method: request.method!, path: request.url!, headers: request.headers, body: Buffer.concat(chunks).toString() }
    asked.push(one)
    for (const watcher of watchers) watcher()
    await (queue.shift() ?? loopback.always)(response, one, request)
  }
  const server: Server = tls === undefined ? createServer(listener) : createTlsServer(tls, listener)
  const port = await listenOnLoopback(server)
  const loopback: Loopback = {
    url: `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}`,
    port,
    asked,
    always,
    next: (...responders) => void queue.push(...responders),
    until: (requests) =>
      new Promise((resolve) => {
        const look = () => {
          if (asked.length < requests) return
          watchers.delete(look)
          resolve()
        }
        watchers.add(look)
        look()
      }),
    close: () => closeServer(server),
  }
  return loopback
}

export async function listenOnLoopback(server: NetServer): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

export async function closeServer(server: NetServer & Partial<Pick<Server, 'closeAllConnections'>>): Promise<void> {
  server.closeAllConnections?.()
  await new Promise((resolve) => server.close(resolve))
}

export const json =
  (value: unknown, headers: Readonly<Record<string, string>> = {}): Responder =>
  (response) =>
    void response.writeHead(200, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(value))

export const status =
  (code: number, headers: Readonly<Record<string, string>> = {}, body = ''): Responder =>
  (response) =>
    void response.writeHead(code, { 'content-type': 'application/json', ...headers }).end(body)

/** The sign-in page of a hotel's network. */
export const webPage =
  (code = 200): Responder =>
  (response) =>
    void response.writeHead(code, { 'content-type': 'text/html; charset=utf-8' }).end('<!doctype html><title>Welcome to our Wi-Fi</title>')

/** Sends this much and then breaks the connection. */
export const brokenOff =
  (text: string, type = 'application/json'): Responder =>
  (response) => {
    response.writeHead(200, { 'content-type': type, 'content-length': String(text.length + 100) })
    response.write(text, () => response.socket?.destroy())
  }

export const dropped: Responder = (response) => void response.socket?.destroy()

/** Never answers. */
export const silent: Responder = () => {}

/** Begins an answer and sends no more of it. */
export const stalled =
  (text: string, type = 'application/json'): Responder =>
  (response) =>
    void response.writeHead(200, { 'content-type': type }).write(text)

export const redirect =
  (to: string, code = 302): Responder =>
  (response) =>
    void response.writeHead(code, { location: to }).end()
