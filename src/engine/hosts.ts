import type { Logger } from 'pino'
import type { Source, SourceBudget } from '../shared/model.ts'
import type { ConnectorType, Host } from './connectors/connector.ts'
import { createHost } from './connectors/kit/host.ts'
import type { Network } from './connectors/kit/network.ts'
import type { Traffic } from './connectors/kit/traffic.ts'

/** What each source is given of the outside world. */
export interface Hosts {
  /** Null for a source that is only about to be added. */
  of(type: ConnectorType, source: Pick<Source, 'id' | 'account'> | null): Host
  /** How much of its allowance a source uses; null while it asked for nothing. `left` documents are still to be read. */
  budget(sourceId: string, left: number | null): SourceBudget | null
}

export function createHosts(network: Network, log: Logger): Hosts {
  const traffics = new Map<string, Traffic>()
  return {
    of: (type, source) => {
      const traffic = network.traffic(type, { source: source?.id ?? null, account: source?.account ?? null })
      if (source !== null) traffics.set(source.id, traffic)
      return createHost({ traffic, log: source === null ? log : log.child({ source: source.id }), now: () => new Date() })
    },
    budget: (sourceId, left) => traffics.get(sourceId)?.budget(left) ?? null,
  }
}
