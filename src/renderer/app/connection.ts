import type { Client, Events } from '../../shared/api.ts'
import { MagpieError } from '../../shared/problem.ts'
import { type Channel, connectChannel } from '../../shared/rpc.ts'
import { Refused } from './transport.ts'

/** `refused` is final: this window needs a new link. The others mend themselves. */
export type ConnectionState = 'connecting' | 'ready' | 'reconnecting' | 'refused'

/** One client for the window's whole life, across engines that come and go. */
export interface Connection extends Client {
  readonly state: () => ConnectionState
  onState(listener: () => void): () => void
  /** Does not wait any longer before trying to connect again. */
  retry(): void
}

const firstWaitMs = 300
const longestWaitMs = 4_000
/** An engine that is there answers within a moment; one that is busy, in a few seconds. */
const answerMs = 5_000

/** Connects, and connects again whenever the channel closes. Calls made meanwhile reject with `engine-gone`. */
export function createConnection(open: () => Promise<Channel>): Connection {
  let state: ConnectionState = 'connecting'
  let client: Client | null = null
  let waitMs = firstWaitMs
  let timer: ReturnType<typeof setTimeout> | undefined
  let current: Channel | null = null
  const stateListeners = new Set<() => void>()
  const eventListeners = new Map<keyof Events, Set<(event: never) => void>>()

  const enter = (next: ConnectionState) => {
    state = next
    for (const listener of stateListeners) listener()
  }
  const again = () => {
    client = null
    current = null
    clearTimeout(timer)
    if (state !== 'connecting') enter('reconnecting')
    timer = setTimeout(start, waitMs)
    waitMs = Math.min(waitMs * 2, longestWaitMs)
  }
  const start = () => {
    timer = undefined
    open().then(greet, (error: unknown) => (error instanceof Refused ? enter('refused') : again()))
  }
  /** A channel may lead nowhere: its engine died just when it was made. It counts once it has answered. */
  const greet = (channel: Channel) => {
    const fresh = connectChannel(channel)
    const ifCurrent = (act: () => void) => () => {
      if (current === channel) act()
    }
    current = channel
    timer = setTimeout(ifCurrent(again), answerMs)
    channel.onClose(ifCurrent(again))
    fresh.call('engine.info', {}).then(
      ifCurrent(() => {
        clearTimeout(timer)
        timer = undefined
        waitMs = firstWaitMs
        client = fresh
        for (const [name, listeners] of eventListeners) subscribe(fresh, name, listeners)
        enter('ready')
      }),
      ifCurrent(again),
    )
  }
  start()

  return {
    call: (name, input) => client?.call(name, input) ?? Promise.reject(new MagpieError('engine-gone')),
    on: (name, listener) => {
      let listeners = eventListeners.get(name)
      if (listeners === undefined) {
        listeners = new Set()
        eventListeners.set(name, listeners)
        if (client !== null) subscribe(client, name, listeners)
      }
      listeners.add(listener as (event: never) => void)
      return () => void listeners.delete(listener as (event: never) => void)
    },
    state: () => state,
    onState: (listener) => {
      stateListeners.add(listener)
      return () => void stateListeners.delete(listener)
    },
    retry: () => {
      if (state === 'ready' || timer === undefined) return
      clearTimeout(timer)
      current = null
      start()
    },
  }
}

function subscribe(client: Client, name: keyof Events, listeners: ReadonlySet<(event: never) => void>): void {
  client.on(name, (event) => {
    for (const listener of listeners) listener(event as never)
  })
}
