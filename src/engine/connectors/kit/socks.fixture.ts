import { connect, createServer, type Socket } from 'node:net'
import { closeServer, listenOnLoopback } from './loopback.fixture.ts'

/** A SOCKS5 relay without sign-in (RFC 1928), enough for names; every name leads to this computer. */
export interface TestRelay {
  readonly url: string
  /** Such as `service.test:443`. */
  readonly asked: string[]
  close(): Promise<void>
}

export async function startRelay(): Promise<TestRelay> {
  const asked: string[] = []
  const sockets = new Set<Socket>()
  const server = createServer((client) => {
    sockets.add(client)
    client.on('error', () => client.destroy())
    client.once('data', () => {
      client.write(Buffer.from([5, 0]))
      client.once('data', (request) => {
        const length = request[4]!
        const port = request.readUInt16BE(5 + length)
        asked.push(`${request.subarray(5, 5 + length)}:${port}`)
        const target = connect(port, '127.0.0.1', () => {
          client.write(Buffer.from([5, 0, 0, 1, 127, 0, 0, 1, 0, 0]))
          client.pipe(target).pipe(client)
        })
        sockets.add(target)
        target.on('error', () => client.destroy())
      })
    })
  })
  const port = await listenOnLoopback(server)
  const close = async () => {
    for (const socket of sockets) socket.destroy()
    await closeServer(server)
  }
  return { url: `socks5://127.0.0.1:${port}`, asked, close }
}
