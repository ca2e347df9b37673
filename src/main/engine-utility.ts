import type { MessagePortMain } from 'electron'
import { nodeConditions, openEngine } from '../engine/index.ts'
import type { EngineProcessArgs, FromEngine, PowerState, ToEngine } from './engine-messages.ts'
import { mainPortChannel } from './port-channel.ts'
import { createSpawner } from './utility-children.ts'

// Since Electron 37 an unhandled rejection in a utility process only warns; an engine in an unknown state must end.
process.on('unhandledRejection', (error) => {
  console.error(error)
  process.exit(1)
})

const args = JSON.parse(process.argv.at(-1) ?? '{}') as EngineProcessArgs
const parent = process.parentPort
const spawner = createSpawner((message) => parent.postMessage(message))
const waiting: { readonly port: MessagePortMain }[] = []
let power: PowerState | null = null
const opening = openEngine({
  ...args,
  host: 'app',
  spawn: spawner.spawn,
  capabilities: ['pick-folder', 'open-path'],
  background: true,
  conditions: () => {
    const { battery = null, hot = false } = nodeConditions()
    return power === null ? { battery, hot } : { battery: power.onBattery ? (battery ?? 1) : null, hot: hot || power.hot }
  },
  notify: (alert, language) => parent.postMessage({ type: 'notify', alert, language } satisfies FromEngine),
})

parent.on('message', ({ data, ports }) => {
  const message = data as ToEngine
  const [port] = ports
  if (message.type === 'spawned' && port !== undefined) spawner.spawned(message.id, message.pid, port)
  else if (message.type === 'power') power = message.power
  else if (message.type === 'exited') spawner.exited(message.id)
  else if (message.type === 'close') void opening.then((handle) => handle.close()).finally(() => process.exit(0))
  else if (port !== undefined) {
    waiting.push({ port })
    void opening.then((handle) => {
      for (const { port } of waiting.splice(0)) handle.attach(mainPortChannel(port), 'app')
    })
  }
})

const handle = await opening
// Another host may own the home; when it ends, this process starts anew and takes over.
void handle.closed.then(() => process.exit(0))
