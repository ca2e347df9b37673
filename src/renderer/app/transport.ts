import type { Json } from '../../shared/json.ts'
import type { Channel } from '../../shared/rpc.ts'
import { closeCodes, fragmentKey, type Hello, socketPath, type Welcome } from '../../shared/web-handshake.ts'

/** What Electron's preload puts on `window`: one port to the engine, and what only a desktop app may do. */
interface Bridge {
  connect(): void
  post(message: Json): void
  onMessage(listener: (message: Json) => void): void
  onClose(listener: () => void): void
  /** The system's folder dialog; null when the person closes it. Present with the capability `pick-folder`. */
  pickFolder?(): Promise<string | null>
  /** Opens the original of a document in its own program. Present with the capability `open-path`. */
  openDocument?(documentId: number): Promise<void>
}

declare global {
  interface Window {
    readonly magpie?: Bridge
  }
}

/** The host does not know this window; only a new link helps. */
export class Refused extends Error {}

/** Opens the way to the engine: the bridge of the app, or a socket to the host that served this page. */
export function openChannel(): Promise<Channel> {
  return window.magpie === undefined ? openSocket() : Promise.resolve(bridgeChannel(window.magpie))
}

function bridgeChannel(bridge: Bridge): Channel {
  bridge.connect()
  return {
    post: (message) => bridge.post(message),
    onMessage: (listener) => bridge.onMessage(listener),
    onClose: (listener) => bridge.onClose(listener),
    close: () => {},
  }
}

const sessionKey = 'magpie.session'

/** A link's token is tried once and taken out of the address; the session it opened serves reloads and reconnects. */
async function openSocket(): Promise<Channel> {
  const launch = takeLaunchToken()
  const session = sessionStorage.getItem(sessionKey)
  if (launch !== null) {
    const channel = await greet(launch).catch((error: unknown) => {
      if (error instanceof Refused && session !== null) return null
      throw error
    })
    if (channel !== null) return channel
  }
  if (session === null) throw new Refused()
  return greet(session)
}

function takeLaunchToken(): string | null {
  const token = new URLSearchParams(location.hash.slice(1)).get(fragmentKey)
  if (token !== null) history.replaceState(null, '', '#/')
  return token
}

function greet(token: string): Promise<Channel> {
  const socket = new WebSocket(`ws://${location.host}${socketPath}`)
  return new Promise((done, fail) => {
    socket.onopen = () => socket.send(JSON.stringify({ token } satisfies Hello))
    socket.onclose = (event) => fail(event.code === closeCodes.refused ? new Refused() : new Error('the host is not there'))
    socket.onmessage = (event) => {
      sessionStorage.setItem(sessionKey, (JSON.parse(String(event.data)) as Welcome).session)
      socket.onclose = null
      socket.onmessage = null
      done(socketChannel(socket))
    }
  })
}

const socketChannel = (socket: WebSocket): Channel => ({
  post: (message) => {
    if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message))
  },
  onMessage: (listener) => socket.addEventListener('message', (event) => listener(JSON.parse(String(event.data)) as Json)),
  onClose: (listener) => socket.addEventListener('close', listener),
  close: () => socket.close(),
})
