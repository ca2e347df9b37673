import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Caller, CallName, CallResults, Client, Events, Settings } from '../shared/api.ts'
import type { Alert } from '../shared/model.ts'
import { MagpieError } from '../shared/problem.ts'
import { type Channel, connectChannel, type Handler, serveChannel } from '../shared/rpc.ts'
import type { Spawn } from './children.ts'
import type { ConnectorType } from './connectors/connector.ts'
import type { NetworkPort } from './connectors/kit/network-port.ts'
import { createEngine } from './engine.ts'
import { letHeapGrow } from './heap-growth.ts'
import { joinHost, listen } from './host-socket.ts'
import type { Keychain } from './sign-in/keychain.ts'
import { prepareHome } from './store/home.ts'
import { acquireLock } from './store/lock.ts'
import type { Conditions } from './sync/conditions.ts'

export { spawnNodeChild } from './node-children.ts'
export { nodeConditions } from './node-conditions.ts'
export { defaultHome } from './store/home.ts'

/** What a host gives the engine. */
export interface EngineOptions {
  /** The data folder; made with mode 0700 when missing. */
  readonly home: string
  /** Which host this is; the engine names it in `engine.info`. */
  readonly host: Caller
  /** Where `models/` and `demo/` lie. */
  readonly resources: string
  readonly version: string
  readonly spawn: Spawn
  /** Kinds of source by id. Default: those of the registry, which is all that any host ships; tests add their own. */
  readonly connectors?: Readonly<Record<string, () => Promise<ConnectorType>>>
  /** What the host can do for a window, such as `pick-folder`. */
  readonly capabilities: readonly string[]
  /** True for hosts that stay: sources are watched, scheduled and embedded by themselves. False for one command. */
  readonly background: boolean
  /** The proxies and certificates of this computer. Default: what Node can know, which is the environment and the system's store. */
  readonly network?: NetworkPort
  /** Where the key of the vault is kept. Default: the operating system's keychain. */
  readonly keychain?: Keychain
  /** Shows an alert outside the window, as a notification of the system. Absent: the window alone shows it. */
  readonly notify?: (alert: Alert, language: Settings['language']) => void
  /** What the computer is like right now; asked every few seconds, so cheap. What is left out is as if all were well. */
  readonly conditions?: () => Partial<Conditions>
}

/** An engine to talk to: this process's own, or the one of the host that holds the home's lock. */
export interface EngineHandle {
  /** True when this process runs the engine; false when it talks to another's. */
  readonly owner: boolean
  readonly client: Client
  /** Serves one more caller (a window) over a channel. */
  attach(channel: Channel, caller: Caller): void
  /** Resolves when the engine is gone: closed here, or the other host ended. */
  readonly closed: Promise<void>
  /** Ends the engine if it is this process's, else only the connection. */
  close(): Promise<void>
}

/** How long a host that is just starting or ending may hold the lock without listening. */
const patienceMs = 15_000

/** Opens the home: starts the engine, or joins the one that already runs on it. Throws MagpieError. */
export async function openEngine(options: EngineOptions): Promise<EngineHandle> {
  prepareHome(options.home)
  for (const started = Date.now(); Date.now() - started < patienceMs; await sleep(100)) {
    const lock = acquireLock(options.home)
    if (lock !== null) return own(options, lock)
    const channel = await joinHost(options.home, options.host)
    if (channel !== null) return joined(channel)
  }
  throw new MagpieError('home-in-use', { home: options.home })
}

async function own(options: EngineOptions, lock: { release(): void }): Promise<EngineHandle> {
  letHeapGrow()
  const engine = await createEngine(options).catch((error: unknown) => {
    lock.release()
    throw error
  })
  const socket = await listen(options.home, engine)
  let ended!: () => void
  const closed = new Promise<void>((done) => {
    ended = done
  })
  let closing: Promise<void> | undefined
  return {
    owner: true,
    client: localClient(engine, options.host),
    attach: (channel, caller) => serveChannel(channel, engine, caller),
    closed,
    close: () => {
      closing ??= (async () => {
        await socket.close()
        await engine.close()
        lock.release()
        ended()
      })()
      return closing
    },
  }
}

function joined(channel: Channel): EngineHandle {
  const client = connectChannel(channel)
  const closed = new Promise<void>((done) => channel.onClose(done))
  const handler: Handler = {
    handle: (name, input) => client.call(name as CallName, input as never),
    subscribe: (listener) => {
      const stops = eventNames.map((name) => client.on(name, (event) => listener(name, event)))
      return () => {
        for (const stop of stops) stop()
      }
    },
  }
  return {
    owner: false,
    client,
    attach: (other, caller) => serveChannel(other, handler, caller),
    closed,
    close: async () => {
      channel.close()
      await closed
    },
  }
}

const eventNames = [
  'sync.progress',
  'run.finished',
  'sources.changed',
  'index.changed',
  'embedding.progress',
  'alerts.changed',
  'log.changed',
  'governor.changed',
  'hooks.changed',
] as const satisfies readonly (keyof Events)[]

/** The engine of this very process: the same checks as over a channel, without the copying. */
function localClient(handler: Handler, caller: Caller): Client {
  return {
    call: <K extends CallName>(name: K, input: unknown) => handler.handle(name, input, caller) as Promise<CallResults[K]>,
    on: (name, listener) => handler.subscribe((which, event) => which === name && listener(event as never)),
  }
}

/** The resources of a source checkout. A packaged host knows its own place. */
export const sourceResources = join(import.meta.dirname, '../../resources')
