import { networkInterfaces } from 'node:os'
import { parentPort, workerData } from 'node:worker_threads'
import { createPacResolver } from 'pac-resolver'
import { QuickJS } from 'quickjs-wasi'

/** What this thread says: `ready` once, then an answer to each URL it is sent. */
export type PacMessage = { readonly ready: true } | { readonly answer: string } | { readonly error: string }

const memoryLimit = 32 << 20

/** The address in the local network; the library would ask a name server of a third party for it. */
function ownAddress(): string {
  const addresses = Object.values(networkInterfaces()).flatMap((some) => some ?? [])
  return addresses.find(({ internal, family }) => !internal && family === 'IPv4')?.address ?? '127.0.0.1'
}

const say = (message: PacMessage) => parentPort!.postMessage(message)
const sayError = (error: unknown) => say({ error: error instanceof Error ? error.message : String(error) })

async function serve(script: string): Promise<void> {
  const vm = await QuickJS.create({ memoryLimit })
  const find = createPacResolver(vm, script, { sandbox: { alert: () => {}, myIpAddress: async () => ownAddress() } })
  parentPort!.on('message', (url: string) => {
    find(url).then((answer) => say({ answer: String(answer) }), sayError)
  })
  say({ ready: true })
}

serve(workerData as string).catch(sayError)
