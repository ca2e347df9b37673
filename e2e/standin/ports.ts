import { EventEmitter } from 'node:events'

/** Where a message for one end of a channel goes; replaced when the end is handed to another process. */
const deliveries = new Map<number, (data: unknown) => void>()
const peers = new Map<number, number>()
let lastId = 0

/** One end of a channel, as Electron's main sees it. Messages wait until `start`. */
export class MessagePortMain extends EventEmitter {
  readonly id = ++lastId
  #waiting: unknown[] | null = []

  constructor() {
    super()
    deliveries.set(this.id, (data) => {
      if (this.#waiting === null) this.emit('message', { data, ports: [] })
      else this.#waiting.push(data)
    })
  }

  start(): void {
    const waiting = this.#waiting ?? []
    this.#waiting = null
    for (const data of waiting) this.emit('message', { data, ports: [] })
  }

  postMessage(data: unknown): void {
    sendFrom(this.id, data)
  }

  close(): void {
    deliveries.delete(this.id)
  }
}

export class MessageChannelMain {
  readonly port1 = new MessagePortMain()
  readonly port2 = new MessagePortMain()

  constructor() {
    peers.set(this.port1.id, this.port2.id)
    peers.set(this.port2.id, this.port1.id)
  }
}

/** Passes a message from one end to wherever the other end lives now. */
export function sendFrom(id: number, data: unknown): void {
  const peer = peers.get(id)
  if (peer !== undefined) deliveries.get(peer)?.(structuredClone(data))
}

/** The end now lives elsewhere: what is sent to it goes there. */
export function moveTo(id: number, deliver: (data: unknown) => void): void {
  deliveries.set(id, deliver)
}
