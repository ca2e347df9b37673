import type { Json } from '../shared/json.ts'
import type { Channel } from '../shared/rpc.ts'

/** What a child was started with. */
export const childArgs = <T>(): T => JSON.parse(process.argv.at(-1) ?? '{}') as T

/** The port to a utilityProcess's parent, as Electron puts it on `process`; absent under plain Node. */
interface ParentPort {
  on(name: 'message', listener: (event: { data: Json; ports: readonly MessagePortLike[] }) => void): void
}

/** The part of Electron's MessagePortMain used here. */
interface MessagePortLike {
  postMessage(message: Json): void
  on(name: 'message', listener: (event: { data: Json }) => void): void
  on(name: 'close', listener: () => void): void
  start(): void
  close(): void
}

/** The channel from a child process to the engine that started it. The child ends when the engine does. */
export function parentChannel(): Channel {
  const parent = (process as { parentPort?: ParentPort }).parentPort
  return parent === undefined ? nodeChannel() : portChannel(parent)
}

function nodeChannel(): Channel {
  process.on('disconnect', () => process.exit(0))
  return {
    post: (message) => void process.send?.(message),
    onMessage: (listener) => void process.on('message', (message) => listener(message as Json)),
    onClose: (listener) => void process.on('disconnect', listener),
    close: () => process.disconnect?.(),
  }
}

/** Electron's main passes the engine's port as the first message; what is said before it arrives waits. */
function portChannel(parent: ParentPort): Channel {
  let port: MessagePortLike | undefined
  const waiting: Json[] = []
  const listeners: ((message: Json) => void)[] = []
  const closers: (() => void)[] = [() => process.exit(0)]
  parent.on('message', ({ ports }) => {
    port ??= ports[0]
    if (port === undefined) return
    port.on('message', ({ data }) => {
      for (const listener of listeners) listener(data)
    })
    port.on('close', () => {
      for (const closer of closers.toReversed()) closer()
    })
    port.start()
    for (const message of waiting.splice(0)) port.postMessage(message)
  })
  return {
    post: (message) => void (port === undefined ? waiting.push(message) : port.postMessage(message)),
    onMessage: (listener) => void listeners.push(listener),
    onClose: (listener) => void closers.push(listener),
    close: () => port?.close(),
  }
}
