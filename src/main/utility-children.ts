import type { MessagePortMain } from 'electron'
import type { EngineOptions } from '../engine/index.ts'
import type { Json } from '../shared/json.ts'
import type { FromEngine } from './engine-messages.ts'

interface Waiting {
  /** 0 until it runs. */
  pid: number
  port: MessagePortMain | undefined
  gone: boolean
  readonly posts: Json[]
  readonly listeners: ((message: Json) => void)[]
  readonly closers: (() => void)[]
}

/** The engine's spawn port inside Electron: main forks, and passes the port when the child is there. */
export function createSpawner(ask: (message: FromEngine) => void) {
  const children = new Map<number, Waiting>()
  let lastId = 0
  const spawn: EngineOptions['spawn'] = (kind, args) => {
    const id = ++lastId
    const child: Waiting = { pid: 0, port: undefined, gone: false, posts: [], listeners: [], closers: [] }
    children.set(id, child)
    ask({ type: 'spawn', id, kind, args })
    return {
      get pid() {
        return child.pid
      },
      post: (message) => void (child.port === undefined ? child.posts.push(message) : child.port.postMessage(message)),
      onMessage: (listener) => void child.listeners.push(listener),
      onClose: (listener) => void (child.gone ? listener() : child.closers.push(listener)),
      close: () => child.port?.close(),
      kill: () => ask({ type: 'kill', id }),
    }
  }
  return {
    spawn,
    spawned: (id: number, pid: number, port: MessagePortMain) => {
      const child = children.get(id)
      if (child === undefined) return port.close()
      child.pid = pid
      child.port = port
      port.on('message', ({ data }) => {
        for (const listener of child.listeners) listener(data as Json)
      })
      port.start()
      for (const message of child.posts.splice(0)) port.postMessage(message)
    },
    exited: (id: number) => {
      const child = children.get(id)
      children.delete(id)
      if (child === undefined) return
      child.gone = true
      for (const closer of child.closers) closer()
    },
  }
}
