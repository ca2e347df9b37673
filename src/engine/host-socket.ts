import { createHash } from 'node:crypto'
import { chmodSync, mkdirSync, rmSync } from 'node:fs'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import type { Caller } from '../shared/api.ts'
import type { Json } from '../shared/json.ts'
import { type Channel, type Handler, serveChannel } from '../shared/rpc.ts'

/**
 * Where the host that owns a home listens. A Unix socket's path holds at most about 100 bytes (sockaddr_un), so a
 * home with a long path gets one in an owner-only folder beside the other temporary files.
 */
export function socketPath(home: string): string {
  const hash = createHash('sha256').update(resolve(home)).digest('hex').slice(0, 24)
  if (process.platform === 'win32') return `\\\\.\\pipe\\magpie-${hash}`
  const beside = join(home, 'engine.sock')
  if (Buffer.byteLength(beside) < 100) return beside
  return join(tmpdir(), `magpie-${userInfo().uid}`, `${hash}.sock`)
}

/** Serves the engine to the other hosts of the same person. Only the holder of the home's lock may call it. */
export async function listen(home: string, handler: Handler): Promise<{ close(): Promise<void> }> {
  const path = socketPath(home)
  const sockets = new Set<Socket>()
  if (process.platform !== 'win32') {
    if (!path.startsWith(home)) mkdirSync(join(path, '..'), { recursive: true, mode: 0o700 })
    rmSync(path, { force: true })
  }
  const server: Server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    const channel = lineChannel(socket)
    let greeted = false
    channel.onMessage((message) => {
      if (greeted) return
      greeted = true
      const caller = (message as { caller?: Caller }).caller
      if (caller === undefined) socket.destroy()
      else serveChannel(channel, handler, caller)
    })
  })
  await new Promise<void>((done, fail) => {
    server.once('error', fail)
    server.listen(path, () => done())
  })
  if (process.platform !== 'win32') chmodSync(path, 0o600)
  return {
    close: () =>
      new Promise((done) => {
        for (const socket of sockets) socket.destroy()
        server.close(() => done())
      }),
  }
}

/** Connects to the host that owns the home; null when nobody listens there. */
export function joinHost(home: string, caller: Caller): Promise<Channel | null> {
  return new Promise((done) => {
    const socket = connect(socketPath(home))
    socket.once('error', () => done(null))
    socket.once('connect', () => {
      const channel = lineChannel(socket)
      channel.post({ caller })
      done(channel)
    })
  })
}

/** One JSON message a line: JSON never holds a raw line end. */
function lineChannel(socket: Socket): Channel {
  socket.on('error', () => socket.destroy())
  const lines = createInterface({ input: socket, crlfDelay: Number.POSITIVE_INFINITY })
  return {
    post: (message) => {
      if (!socket.destroyed) socket.write(`${JSON.stringify(message)}\n`)
    },
    onMessage: (listener) => void lines.on('line', (line) => listener(JSON.parse(line) as Json)),
    onClose: (listener) => void socket.on('close', listener),
    close: () => socket.end(),
  }
}
