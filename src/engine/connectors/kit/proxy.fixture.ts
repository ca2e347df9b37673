import { createServer, request as forward } from 'node:http'
import { connect } from 'node:net'
import { closeServer, listenOnLoopback } from './loopback.fixture.ts'

/** A company's proxy: tunnels by CONNECT, forwards plain requests; every name leads to this computer. */
export interface TestProxy {
  readonly url: string
  readonly port: number
  /** What it was asked for, such as `CONNECT service.test:443` or `GET http://service.test/`. */
  readonly asked: string[]
  close(): Promise<void>
}

/** `login` as `name:password` makes it ask for that. */
export async function startProxy(login?: string): Promise<TestProxy> {
  const asked: string[] = []
  const expected = login === undefined ? undefined : `Basic ${Buffer.from(login).toString('base64')}`
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`)
    if (expected !== undefined && request.headers['proxy-authorization'] !== expected) return void response.writeHead(407).end()
    const { port, pathname, search } = new URL(request.url!)
    const onward = forward(
      { host: '127.0.0.1', port, path: pathname + search, method: request.method, headers: request.headers },
      (answer) => {
        response.writeHead(answer.statusCode!, answer.headers)
        answer.pipe(response)
      },
    )
    request.pipe(onward)
  })
  server.on('connect', (request, client) => {
    asked.push(`CONNECT ${request.url}`)
    if (expected !== undefined && request.headers['proxy-authorization'] !== expected)
      return void client.end('HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm="corp"\r\n\r\n')
    const target = connect(Number(request.url!.split(':')[1]), '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n')
      target.pipe(client).pipe(target)
    })
    target.on('error', () => client.destroy())
    client.on('error', () => target.destroy())
  })
  const port = await listenOnLoopback(server)
  return { url: `http://127.0.0.1:${port}`, port, asked, close: () => closeServer(server) }
}
