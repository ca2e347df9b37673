import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { OAuthProvider } from '../../../shared/oauth.ts'
import { MagpieError } from '../../../shared/problem.ts'
import { page } from './pages.ts'

/** Waits on this computer for the browser to come back. */
export interface Listener {
  readonly redirectUri: string
  close(): void
}

const donePath = '/done'

/**
 * Listens before the browser is opened, on loopback alone. `came` is asked of every address that comes in at the right path
 * and says whether it was the answer that is waited for; what is none changes nothing. After the answer, one page is shown,
 * whose address holds no code. Throws `port-taken` when none of the registered ports is free.
 */
export async function listenForBrowser(
  { host, ports, path }: OAuthProvider['redirect'],
  came: (address: URL) => 'done' | 'denied' | null,
): Promise<Listener> {
  let port = 0
  let answered: 'done' | 'denied' | null = null
  const handle = (request: IncomingMessage, response: ServerResponse) => {
    response.setHeader('connection', 'close')
    const url = URL.parse(request.url ?? '', `http://${host}:${port}`)
    const right = url !== null && request.method === 'GET' && request.headers.host === `${host}:${port}`
    if (right && url.pathname === donePath && answered !== null) {
      send(response, 200, page(answered))
      return close()
    }
    if (!right || url.pathname !== path || answered !== null) return send(response, 404, page('nothing'))
    answered = came(url)
    if (answered === null) return send(response, 400, page('nothing'))
    // Whatever looks over a shoulder or into the history finds no code.
    response.writeHead(303, { location: donePath }).end()
  }
  // A browser may take `localhost` for either.
  const addresses = host === 'localhost' ? ['127.0.0.1', '::1'] : [host]
  const servers: Server[] = []
  const close = () => {
    for (const server of servers.splice(0)) {
      server.close()
      server.closeIdleConnections()
    }
  }
  for (const wanted of ports === 'any' ? [0] : ports) {
    try {
      port = wanted
      for (const address of addresses) {
        const server = createServer(handle)
        servers.push(server)
        port = await listen(server, port, address)
      }
      return { redirectUri: `http://${host}:${port}${path}`, close }
    } catch (error) {
      close()
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
    }
  }
  throw new MagpieError('port-taken', { ports: ports === 'any' ? '' : ports.join(', ') })
}

/** Where there is no IPv6, nothing can come by it. */
async function listen(server: Server, port: number, address: string): Promise<number> {
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(port, address, resolve)
    })
  } catch (error) {
    if (address === '::1' && (error as NodeJS.ErrnoException).code !== 'EADDRINUSE') return port
    throw error
  }
  return (server.address() as AddressInfo).port
}

function send(response: ServerResponse, status: number, html: string): void {
  response
    .writeHead(status, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    })
    .end(html)
}
