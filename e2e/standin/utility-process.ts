import { fork } from 'node:child_process'
import { EventEmitter } from 'node:events'
import { type MessagePortMain, moveTo, sendFrom } from './ports.ts'

type FromChild = { readonly port: number; readonly data: unknown } | { readonly message: unknown }

/** A utility process as a plain Node process that finds `process.parentPort` (`parent-port.ts`). */
class UtilityProcess extends EventEmitter {
  pid: number | undefined
  readonly #child

  constructor(path: string, args: readonly string[]) {
    super()
    this.#child = fork(path, [...args], {
      execArgv: ['--import', new URL('./register.ts', import.meta.url).href, '--import', new URL('./parent-port.ts', import.meta.url).href],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      serialization: 'advanced',
    })
    this.#child.on('spawn', () => {
      this.pid = this.#child.pid
      this.emit('spawn')
    })
    this.#child.on('exit', (code) => {
      this.pid = undefined
      this.emit('exit', code)
    })
    this.#child.on('message', (said: FromChild) => {
      if ('port' in said) sendFrom(said.port, said.data)
      else this.emit('message', said.message)
    })
  }

  postMessage(message: unknown, ports: readonly MessagePortMain[] = []): void {
    for (const port of ports) moveTo(port.id, (data) => this.#child.connected && this.#child.send({ port: port.id, data } as never))
    if (this.#child.connected) this.#child.send({ message, ports: ports.map(({ id }) => id) } as never)
  }

  kill(): boolean {
    return this.#child.kill('SIGKILL')
  }
}

export const utilityProcess = {
  fork: (path: string, args: readonly string[] = []) => new UtilityProcess(path, args),
}
