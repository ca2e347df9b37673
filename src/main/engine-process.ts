import { join } from 'node:path'
import { MessageChannelMain, type MessagePortMain, type UtilityProcess, utilityProcess } from 'electron'
import type { Settings } from '../shared/api.ts'
import type { Json } from '../shared/json.ts'
import type { Alert } from '../shared/model.ts'
import { connectChannel } from '../shared/rpc.ts'
import type { EngineProcessArgs, FromEngine, PowerState, ToEngine } from './engine-messages.ts'
import { mainPortChannel } from './port-channel.ts'

/** The engine in a process of its own, restarted when it dies. */
export interface EngineProcess {
  /** A port to the engine, to be handed to a window. */
  connect(): MessagePortMain
  /** Where a document's original lies, or null. */
  documentUrl(documentId: number): Promise<string | null>
  onExit(listener: () => void): void
  onAlert(listener: AlertListener): void
  /** What the computer is like from now on; an engine that is started anew is told too. */
  power(state: PowerState): void
  stop(): void
}

type AlertListener = (alert: Alert, language: Settings['language']) => void

/** Waits before a restart, in ms; each crash in a row waits longer. */
const restartMs = [500, 1_000, 2_000, 5_000, 10_000, 30_000]

export function startEngineProcess(args: EngineProcessArgs): EngineProcess {
  const exits: (() => void)[] = []
  const alertListeners: AlertListener[] = []
  let power: PowerState | null = null
  let crashes = 0
  let stopped = false
  let engine = start()

  function start(): UtilityProcess {
    const started = Date.now()
    const process = utilityProcess.fork(join(import.meta.dirname, 'engine-utility.js'), [JSON.stringify(args)], { serviceName: 'engine' })
    const children = forkOnRequest(process)
    process.on('spawn', () => {
      if (power !== null) process.postMessage({ type: 'power', power } satisfies ToEngine)
    })
    process.on('message', (message: FromEngine) => {
      if (message.type === 'notify') for (const listener of alertListeners) listener(message.alert, message.language)
    })
    process.on('exit', () => {
      children.killAll()
      for (const exit of exits) exit()
      if (stopped) return
      crashes = Date.now() - started > 60_000 ? 0 : crashes + 1
      setTimeout(
        () => {
          engine = start()
        },
        restartMs[Math.min(crashes, restartMs.length - 1)],
      )
    })
    return process
  }

  const connect = (type: 'window' | 'main') => {
    const { port1, port2 } = new MessageChannelMain()
    engine.postMessage({ type } satisfies ToEngine, [port1])
    return port2
  }
  return {
    connect: () => connect('window'),
    documentUrl: async (documentId) => {
      const channel = mainPortChannel(connect('main'))
      const view = await connectChannel(channel)
        .call('documents.get', { documentId })
        .catch(() => null)
      channel.close()
      return view?.url ?? null
    },
    onExit: (listener) => void exits.push(listener),
    onAlert: (listener) => void alertListeners.push(listener),
    power: (state) => {
      power = state
      engine.postMessage({ type: 'power', power } satisfies ToEngine)
    },
    stop: () => {
      stopped = true
      engine.postMessage({ type: 'close' } satisfies ToEngine)
    },
  }
}

/** Only main may fork a utilityProcess, so the engine asks for its children and gets a port to each. */
function forkOnRequest(engine: UtilityProcess): { killAll(): void } {
  const children = new Map<number, UtilityProcess>()
  engine.on('message', (message: FromEngine) => {
    if (message.type === 'notify') return
    if (message.type === 'kill') return void children.get(message.id)?.kill()
    const { id, kind, args } = message
    const child = utilityProcess.fork(join(import.meta.dirname, `${kind}-child.js`), [JSON.stringify(args as Json)], { serviceName: kind })
    children.set(id, child)
    child.on('spawn', () => {
      const { port1, port2 } = new MessageChannelMain()
      child.postMessage(null, [port1])
      engine.postMessage({ type: 'spawned', id, pid: child.pid ?? 0 } satisfies ToEngine, [port2])
    })
    child.on('exit', () => {
      children.delete(id)
      if (engine.pid !== undefined) engine.postMessage({ type: 'exited', id } satisfies ToEngine)
    })
  })
  return {
    killAll: () => {
      for (const child of children.values()) child.kill()
    },
  }
}
