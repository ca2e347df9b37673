import type { WebSocket } from 'ws'
import type { Json } from '../shared/json.ts'
import type { Channel } from '../shared/rpc.ts'
import { closeCodes } from '../shared/web-handshake.ts'

/** Calls one window may have unanswered. Far above what a window needs; far below what could hurt the engine. */
const maxInFlight = 64

/** A browser's socket as a channel. Refuses what is no JSON object and closes when calls pile up. */
export function socketChannel(socket: WebSocket): Channel {
  const waiting = new Set<string>()
  return {
    post: (message) => {
      const answered = callId(message, 's')
      if (answered !== null) waiting.delete(answered)
      if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(message))
    },
    onMessage: (listener) =>
      void socket.on('message', (data) => {
        const message = parseMessage(String(data))
        if (message === null) return socket.close(1007, 'not a JSON object')
        const asked = callId(message, 'q')
        if (asked !== null && waiting.add(asked).size > maxInFlight) return socket.close(closeCodes.flooded, 'too many calls at once')
        listener(message)
      }),
    onClose: (listener) => void socket.on('close', listener),
    close: () => socket.close(),
  }
}

/** One message as an object, or null. */
export function parseMessage(text: string): { readonly [key: string]: Json } | null {
  try {
    const value = JSON.parse(text) as Json
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as { readonly [key: string]: Json }) : null
  } catch {
    return null
  }
}

/** birpc's wire form: `t` is `q` for a question and `s` for its answer, `i` ties them together; events have no `i`. */
function callId(message: Json, type: 'q' | 's'): string | null {
  const { t, i } = message as { readonly t?: Json; readonly i?: Json }
  return t === type && typeof i === 'string' ? i : null
}
