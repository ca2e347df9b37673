import type { ChangeSupport } from '../connectors/connector.ts'
import { findScope, listScopes } from '../store/scopes.ts'
import type { Held, OpenSources } from './open-sources.ts'
import type { SyncPorts } from './ports.ts'

/** A source that is kept open and tells by itself when something changes. */
export interface Listening {
  readonly how: 'events' | 'polling' | 'no'
  /** The least that any of its scopes tells of its changes. */
  readonly changes: ChangeSupport
  readonly stop: () => Promise<void>
}

/** Opens a source and listens to every scope that is synced; null when it cannot be opened now. */
export async function listen(
  { ports, sources }: { readonly ports: SyncPorts; readonly sources: OpenSources },
  source: string,
  nudge: () => void,
  signal: AbortSignal,
): Promise<Listening | null> {
  const stop = new AbortController()
  let held: Held | null = null
  try {
    held = await sources.hold(source)
    const { release } = held
    const heard = await listenToScopes(held, ports, source, nudge, AbortSignal.any([stop.signal, signal]))
    ports.events.sourceChanged(source)
    return {
      ...heard,
      stop: async () => {
        stop.abort(new Error('no longer watched'))
        await release()
      },
    }
  } catch (error) {
    if (!signal.aborted) ports.log.warn({ source, error }, 'the source cannot be watched now')
    stop.abort(new Error('not watched'))
    await held?.release()
    return null
  }
}

async function listenToScopes(
  held: Held,
  ports: SyncPorts,
  source: string,
  nudge: () => void,
  signal: AbortSignal,
): Promise<Omit<Listening, 'stop'>> {
  const { connector } = held.open
  const scopes = listScopes(ports.store, source).map((scope) => scope.id)
  if (scopes.length === 0) for await (const scope of connector.scopes(null, signal)) scopes.push(scope.id)
  const ways = new Set<Listening['how']>(scopes.length === 0 ? ['no'] : [])
  const support = new Set<ChangeSupport>()
  for (const scope of scopes) {
    ways.add((await connector.watch?.(scope, nudge, signal)) ?? 'no')
    support.add(connector.changes(scope, findScope(ports.store, source, scope)?.cursor ?? null))
  }
  return { how: least(ways, ['no', 'polling', 'events']), changes: least(support, ['since', 'listing', 'feed']) }
}

/** The first of the order that is there; the last when none is. */
const least = <T>(there: ReadonlySet<T>, order: readonly [T, ...T[]]): T => order.find((one) => there.has(one)) ?? order.at(-1)!
