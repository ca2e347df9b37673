import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type WebSocket, WebSocketServer } from 'ws'
import type { EngineHandle } from '../engine/index.ts'
import type { Said } from '../shared/model.ts'
import { closeCodes, fragmentKey, type Hello, socketPath, type Welcome } from '../shared/web-handshake.ts'
import { comesFromHere, createGate, type Gate, namesThisHost } from './gate.ts'
import { protect } from './headers.ts'
import { keepHooksOpen } from './hook-server.ts'
import { hookListener } from './hooks.ts'
import { parseMessage, socketChannel } from './socket-channel.ts'
import { end, serveFile } from './static-files.ts'

export interface WebHostOptions {
  /** With a `client`, hooks are received too. */
  readonly handle: Pick<EngineHandle, 'attach' | 'closed'> & Partial<Pick<EngineHandle, 'client'>>
  /** The built renderer: the folder that holds `index.html`. */
  readonly root: string
  /** 0 or absent: any free one. */
  readonly port?: number
  /** Told why hooks cannot be received, in words; null once they can. */
  readonly onHookProblem?: (said: Said | null) => void
}

export interface WebHost {
  /** Opens the window, once. */
  readonly url: string
  readonly port: number
  close(): Promise<void>
}

/** Longest message a window may send, in bytes. A query has at most 10,000 characters. */
const maxPayload = 1 << 20
/** How long a fresh socket may stay silent. */
const helloMs = 5_000

/**
 * Serves the window to a browser on this computer. Only 127.0.0.1 listens; files are public to local programs (they
 * are the program, not the person's data), and everything else goes over one socket that must first show a token.
 */
export async function startWebHost({ handle, root, port: wanted = 0, onHookProblem = () => {} }: WebHostOptions): Promise<WebHost> {
  const gate = createGate()
  const hooks = handle.client === undefined ? null : hookListener(handle.client)
  let port = wanted
  const server = createServer((request, response) => {
    if (hooks !== null && request.url?.startsWith('/hooks/')) return hooks(request, response)
    protect(response)
    if (!namesThisHost(request, port)) return end(response, 421)
    if (request.method === 'GET' || request.method === 'HEAD') return void serveFile(root, request, response)
    response.setHeader('Allow', 'GET, HEAD')
    end(response, 405)
  })
  const sockets = new WebSocketServer({ noServer: true, maxPayload, perMessageDeflate: false })
  server.on('upgrade', (request, stream, head) => {
    const status = !namesThisHost(request, port) ? '421 Misdirected Request' : !comesFromHere(request) ? '403 Forbidden' : null
    if (status !== null) return stream.end(`HTTP/1.1 ${status}\r\nConnection: close\r\n\r\n`)
    if (request.url !== socketPath) return stream.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n')
    sockets.handleUpgrade(request, stream, head, (socket) => greet(socket, gate, handle))
  })
  await new Promise<void>((done, fail) => {
    server.once('error', fail)
    server.listen(wanted, '127.0.0.1', done)
  })
  port = (server.address() as AddressInfo).port
  const hookServer =
    handle.client === undefined || hooks === null
      ? null
      : keepHooksOpen({ client: handle.client, listener: hooks, servedOn: port, problem: onHookProblem })
  void handle.closed.then(() => {
    for (const socket of sockets.clients) socket.close(closeCodes.engineGone, 'the engine is gone')
  })
  return {
    url: `http://127.0.0.1:${port}/#${fragmentKey}=${gate.launch}`,
    port,
    close: async () => {
      await hookServer?.close()
      await new Promise<void>((done) => {
        for (const socket of sockets.clients) socket.terminate()
        server.close(() => done())
        server.closeAllConnections()
      })
    },
  }
}

function greet(socket: WebSocket, gate: Gate, handle: WebHostOptions['handle']): void {
  socket.on('error', () => socket.terminate())
  const silence = setTimeout(() => socket.close(closeCodes.refused, 'no token'), helloMs)
  socket.once('close', () => clearTimeout(silence))
  socket.once('message', (data) => {
    clearTimeout(silence)
    const hello = parseMessage(String(data)) as Hello | null
    const session = gate.admit(hello?.token)
    if (session === null) return socket.close(closeCodes.refused, 'the token is not valid')
    socket.send(JSON.stringify({ session } satisfies Welcome))
    handle.attach(socketChannel(socket), 'web')
  })
}
