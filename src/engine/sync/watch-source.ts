import type { SyncRun } from '../../shared/model.ts'
import { listScopes } from '../store/scopes.ts'
import type { Held, OpenSources } from './open-sources.ts'
import type { SyncPorts } from './ports.ts'
import { realAfter } from './timers.ts'

/** Keeps one source up to date by itself until it is closed. */
export interface Watch {
  how(): 'events' | 'polling' | 'no'
  /** When it will be synced next if nothing happens before; ms since 1970. */
  nextRun(): number | null
  close(): Promise<void>
}

/** After a change, this long is waited for the next one, but never longer than `patienceMs` in all. */
const settleMs = 300
const patienceMs = 2_000
const hourMs = 3_600_000
const firstRetryMs = 30_000
const lastRetryMs = 900_000

/**
 * Watches a source: listens to its connector's nudges, lists it now and then all the same, and comes back to it when it
 * could not be reached. `sync` does a run, or answers null when the source is not to be synced now.
 */
export function watchSource(
  ports: SyncPorts,
  sources: OpenSources,
  source: string,
  sync: (full: boolean) => Promise<SyncRun | null>,
): Watch {
  const after = ports.after ?? realAfter
  const closed = new AbortController()
  let listening: Listening | null = null
  let cancelNext = () => {}
  let cancelNudge = () => {}
  let nudgedSince: number | null = null
  let nextRun: number | null = null
  let troubles = 0
  let active = Promise.resolve()

  const now = () => ports.now().getTime()
  const nudge = () => {
    if (closed.signal.aborted) return
    nudgedSince ??= now()
    cancelNudge()
    cancelNudge = after(Math.max(0, Math.min(settleMs, nudgedSince + patienceMs - now())), () => {
      nudgedSince = null
      due(false)
    })
  }
  const due = (full: boolean) => {
    active = active.then(() => turn(full)).catch((error: unknown) => ports.log.error({ source, error }, 'watching a source failed'))
  }
  const turn = async (full: boolean) => {
    if (closed.signal.aborted) return
    cancelNext()
    listening ??= await listen()
    if (closed.signal.aborted) return
    const run = await sync(full)
    if (run === null || closed.signal.aborted) return
    if (run.outcome === 'offline') await deafen()
    schedule(run)
  }
  const schedule = (run: SyncRun) => {
    cancelNext()
    if (run.outcome === 'needs-sign-in') {
      nextRun = null
      return
    }
    const unreached = run.outcome === 'offline' || run.outcome === 'failed' || run.outcome === 'interrupted'
    troubles = unreached ? troubles + 1 : 0
    const delay = unreached ? Math.min(lastRetryMs, firstRetryMs * 2 ** (troubles - 1)) : (ports.reconcileMs ?? hourMs)
    nextRun = now() + delay
    cancelNext = after(delay, () => due(!unreached))
  }
  const listen = async (): Promise<Listening | null> => {
    const stop = new AbortController()
    let held: Held | null = null
    try {
      held = await sources.hold(source)
      const { release } = held
      const how = await listenToScopes(held, ports, source, nudge, AbortSignal.any([stop.signal, closed.signal]))
      ports.events.sourceChanged(source)
      return {
        how,
        stop: async () => {
          stop.abort(new Error('no longer watched'))
          await release()
        },
      }
    } catch (error) {
      if (!closed.signal.aborted) ports.log.warn({ source, error }, 'the source cannot be watched now')
      stop.abort(new Error('not watched'))
      await held?.release()
      return null
    }
  }
  const deafen = async () => {
    const was = listening
    listening = null
    await was?.stop()
    ports.events.sourceChanged(source)
  }
  due(false)
  return {
    how: () => listening?.how ?? 'no',
    nextRun: () => nextRun,
    close: async () => {
      closed.abort(new Error('no longer watched'))
      cancelNext()
      cancelNudge()
      await active
      await listening?.stop()
    },
  }
}

interface Listening {
  readonly how: 'events' | 'polling' | 'no'
  readonly stop: () => Promise<void>
}

/** Listens to every scope that is synced; `no` when the connector cannot. */
async function listenToScopes(
  held: Held,
  ports: SyncPorts,
  source: string,
  nudge: () => void,
  signal: AbortSignal,
): Promise<Listening['how']> {
  const { connector } = held.open
  if (connector.watch === undefined) return 'no'
  const scopes = listScopes(ports.store, source).map((scope) => scope.id)
  if (scopes.length === 0) for await (const scope of connector.scopes(null, signal)) scopes.push(scope.id)
  const ways = []
  for (const scope of scopes) ways.push(await connector.watch(scope, nudge, signal))
  return ways.length === 0 ? 'no' : ways.every((way) => way === 'events') ? 'events' : 'polling'
}
