import { readFileSync } from 'node:fs'

/**
 * The preload as a script that runs before the page's own: `require('electron')` gives what a sandboxed preload has,
 * ports are real MessagePorts whose far end is carried over a Playwright binding.
 */
export function preloadScript(path: string): string {
  return `(() => {
    const listeners = new Map(), ports = new Map()
    window.__standinIn = (channel, args, ids) => {
      const received = ids.map((id) => {
        const { port1, port2 } = new MessageChannel()
        ports.set(id, port1)
        port1.onmessage = ({ data }) => window.__standin({ type: 'port', id, data })
        return port2
      })
      for (const listener of listeners.get(channel) ?? []) listener({ ports: received }, ...args)
    }
    window.__standinPort = (id, data) => ports.get(id)?.postMessage(data)
    const ipcRenderer = {
      on: (channel, listener) => listeners.set(channel, [...(listeners.get(channel) ?? []), listener]),
      send: (channel, ...args) => void window.__standin({ type: 'send', channel, args }),
      invoke: (channel, ...args) => window.__standin({ type: 'invoke', channel, args }),
    }
    const contextBridge = { exposeInMainWorld: (name, value) => Object.defineProperty(window, name, { value: Object.freeze(value) }) }
    const require = (name) => {
      if (name === 'electron') return { ipcRenderer, contextBridge }
      throw new Error('a sandboxed preload has no module ' + name)
    }
    const module = { exports: {} }
    ;((require, module, exports) => {\n${readFileSync(path, 'utf8')}\n})(require, module, module.exports)
  })()`
}
