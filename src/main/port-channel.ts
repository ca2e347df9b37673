import type { MessagePortMain } from 'electron'
import type { Json } from '../shared/json.ts'
import type { Channel } from '../shared/rpc.ts'

/** One of Electron's ports as a channel. */
export function mainPortChannel(port: MessagePortMain): Channel {
  const channel: Channel = {
    post: (message) => port.postMessage(message),
    onMessage: (listener) => void port.on('message', ({ data }) => listener(data as Json)),
    onClose: (listener) => void port.on('close', listener),
    close: () => port.close(),
  }
  port.start()
  return channel
}
