import { EventEmitter } from 'node:events'

type FromMain = { readonly port: number; readonly data: unknown } | { readonly message: unknown; readonly ports: readonly number[] }

/** The far end of a channel inside a utility process. */
class Port extends EventEmitter {
  readonly #id: number
  #waiting: unknown[] | null = []

  constructor(id: number) {
    super()
    this.#id = id
  }

  start(): void {
    const waiting = this.#waiting ?? []
    this.#waiting = null
    for (const data of waiting) this.emit('message', { data, ports: [] })
  }

  postMessage(data: unknown): void {
    process.send?.({ port: this.#id, data })
  }

  close(): void {
    ports.delete(this.#id)
  }

  receive(data: unknown): void {
    if (this.#waiting === null) this.emit('message', { data, ports: [] })
    else this.#waiting.push(data)
  }
}

const ports = new Map<number, Port>()

class ParentPort extends EventEmitter {
  postMessage(message: unknown): void {
    process.send?.({ message })
  }
}

const parent = new ParentPort()
Object.defineProperty(process, 'parentPort', { value: parent })

process.on('message', (said: FromMain) => {
  if ('port' in said) return void ports.get(said.port)?.receive(said.data)
  const received = said.ports.map((id) => {
    const port = new Port(id)
    ports.set(id, port)
    return port
  })
  parent.emit('message', { data: said.message, ports: received })
})
process.on('disconnect', () => process.exit(0))
