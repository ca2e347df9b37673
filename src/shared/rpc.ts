import { createBirpc } from 'birpc'
import type { Caller, CallName, CallResults, Client, Events } from './api.ts'
import type { Json } from './json.ts'
import { MagpieError, toWireError, type WireError } from './problem.ts'

/** Two ends that pass JSON-safe messages in order: a MessagePort, a WebSocket, a local socket, a child's IPC. */
export interface Channel {
  post(message: Json): void
  onMessage(listener: (message: Json) => void): void
  onClose(listener: () => void): void
  close(): void
}

/** What answers calls: the engine itself, or a host that passes them on to the engine of another. */
export interface Handler {
  handle(name: string, input: unknown, caller: Caller): Promise<unknown>
  subscribe(listener: (name: keyof Events, event: Events[keyof Events]) => void): () => void
}

type Answer = { readonly value: unknown } | { readonly error: WireError }
interface Remote {
  call(name: string, input: unknown): Promise<Answer>
}
interface Local {
  event(name: keyof Events, event: unknown): void
}

const wiring = (channel: Channel) => ({
  post: (message: Json) => channel.post(message),
  on: (listener: (message: Json) => void) => channel.onMessage(listener),
  timeout: -1,
})

/** Serves one caller on a channel until it closes. */
export function serveChannel(channel: Channel, handler: Handler, caller: Caller): void {
  const local: Remote = {
    call: (name, input) =>
      handler.handle(name, input, caller).then(
        (value) => ({ value: value === undefined ? null : value }),
        (error: unknown) => ({ error: toWireError(error) }),
      ),
  }
  const rpc = createBirpc<Local, Remote>(local, { ...wiring(channel), eventNames: ['event'] })
  const stop = handler.subscribe((name, event) => void rpc.event(name, event))
  channel.onClose(() => {
    stop()
    rpc.$close()
  })
}

/** The other end: a typed client. Calls in flight when the channel closes reject with `engine-gone`. */
export function connectChannel(channel: Channel): Client {
  const listeners = new Map<keyof Events, Set<(event: never) => void>>()
  const local: Local = {
    event: (name, event) => {
      for (const listener of listeners.get(name) ?? []) listener(event as never)
    },
  }
  const rpc = createBirpc<Remote, Local>(local, wiring(channel))
  let closed = false
  channel.onClose(() => {
    closed = true
    rpc.$close()
  })
  return {
    async call<K extends CallName>(name: K, input: unknown): Promise<CallResults[K]> {
      const answer = await rpc.call(name, input).catch((cause: unknown) => {
        throw new MagpieError(closed ? 'engine-gone' : 'internal', {}, cause)
      })
      if ('error' in answer) throw new MagpieError(answer.error.code, answer.error.params)
      return answer.value as CallResults[K]
    },
    on(name, listener) {
      const set = listeners.get(name) ?? new Set()
      listeners.set(name, set.add(listener as (event: never) => void))
      return () => void set.delete(listener as (event: never) => void)
    },
  }
}
