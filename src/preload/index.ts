import { contextBridge, ipcRenderer } from 'electron'
import type { Json } from '../shared/json.ts'

const listeners = new Set<(message: Json) => void>()
const closers = new Set<() => void>()
const waiting: Json[] = []
let port: MessagePort | undefined

ipcRenderer.on('engine:port', (event) => {
  const [received] = event.ports
  if (received === undefined) return
  port = received
  received.onmessage = ({ data }) => {
    for (const listener of listeners) listener(data as Json)
  }
  for (const message of waiting.splice(0)) received.postMessage(message)
})

// A port's own close event is not to be relied on when the other end was killed, so main says it too.
ipcRenderer.on('engine:gone', () => {
  port = undefined
  for (const closer of [...closers]) closer()
})

/** The only thing on `window`: one port to the engine, and what only a desktop app may do. */
contextBridge.exposeInMainWorld('magpie', {
  connect: () => {
    listeners.clear()
    closers.clear()
    // What was meant for the port before this one is not for the next.
    port = undefined
    waiting.length = 0
    ipcRenderer.send('engine:connect')
  },
  post: (message: Json) => void (port === undefined ? waiting.push(message) : port.postMessage(message)),
  onMessage: (listener: (message: Json) => void) => void listeners.add(listener),
  onClose: (listener: () => void) => void closers.add(listener),
  pickFolder: () => ipcRenderer.invoke('pick-folder') as Promise<string | null>,
  openDocument: (documentId: number) => ipcRenderer.invoke('open-document', documentId) as Promise<void>,
})
