import { createServer, type RequestListener, type Server } from 'node:http'
import type { Client } from '../shared/api.ts'
import type { Said } from '../shared/model.ts'

export interface HookServer {
  close(): Promise<void>
}

export interface HookServerOptions {
  readonly client: Client
  readonly listener: RequestListener
  /** The port on which `listener` is served anyway. */
  readonly servedOn: number
  /** Why calls cannot be received, in words; null once they can. */
  readonly problem: (said: Said | null) => void
}

/** How long to wait before trying a taken port again, in ms. */
const againMs = 10_000

/**
 * Listens on the port of the settings, on this computer only, as long as a source has a hook: the port stays the same from start to
 * start, while the window's own changes.
 */
export function keepHooksOpen({ client, listener, servedOn, problem }: HookServerOptions): HookServer {
  let open: { readonly port: number; readonly server: Server } | null = null
  let again: NodeJS.Timeout | undefined
  let closed = false
  let active = Promise.resolve()

  const shut = async () => {
    const was = open
    open = null
    if (was === null) return
    was.server.closeAllConnections()
    await new Promise((done) => was.server.close(done))
  }
  const adjust = async () => {
    clearTimeout(again)
    const { port, hooks } = await client.call('hooks.get', {})
    const wanted = closed || hooks.length === 0 || port === servedOn ? null : port
    if (open?.port === wanted || (open === null && wanted === null)) return
    await shut()
    if (wanted === null) return problem(null)
    const server = createServer({ headersTimeout: 5_000, requestTimeout: 10_000, connectionsCheckingInterval: 1_000 }, listener)
    server.maxConnections = 64
    const failed = await new Promise<NodeJS.ErrnoException | null>((done) => {
      server.once('error', done)
      server.listen(wanted, '127.0.0.1', () => done(null))
    })
    if (failed === null) {
      open = { port: wanted, server }
      return problem(null)
    }
    // Another host of the same home may receive them; this one takes over when that ends.
    const { listening } = await client.call('hooks.get', {})
    const code = failed.code === 'EADDRINUSE' ? 'hooks-port-taken' : 'hooks-port-refused'
    problem(listening ? null : { code, params: { port: wanted } })
    again = setTimeout(adjustLater, againMs)
    again.unref()
  }
  /** The engine may be gone; then so is this host, soon. */
  const adjustLater = () => {
    active = active.then(adjust).catch(() => {})
  }
  const stop = client.on('hooks.changed', adjustLater)
  adjustLater()
  return {
    close: async () => {
      closed = true
      stop()
      clearTimeout(again)
      await active
      await shut()
    },
  }
}
