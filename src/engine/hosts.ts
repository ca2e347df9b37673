import type { Logger } from 'pino'
import type { Source, SourceBudget } from '../shared/model.ts'
import type { ConnectorType, Credential, Host } from './connectors/connector.ts'
import { createHost } from './connectors/kit/host.ts'
import { keepIn } from './connectors/kit/keep-file.ts'
import type { Network } from './connectors/kit/network.ts'
import type { Traffic } from './connectors/kit/traffic.ts'
import type { Credentials } from './credentials.ts'

/** What each source is given of the outside world. */
export interface Hosts {
  /** `source` is null for one that is only about to be added; `credential` takes the place of the one that is kept. */
  of(type: ConnectorType, source: Pick<Source, 'id' | 'account'> | null, credential?: Credential): Host
  /** How much of its allowance a source uses; null while it asked for nothing. `left` documents are still to be read. */
  budget(sourceId: string, left: number | null): SourceBudget | null
}

/** `scratch` is the folder that files of theirs are brought to. */
export function createHosts(network: Network, credentials: Credentials, log: Logger, scratch: string): Hosts {
  const traffics = new Map<string, Traffic>()
  return {
    of: (type, source, given) => {
      const traffic = network.traffic(type, { source: source?.id ?? null, account: source?.account ?? null })
      if (source !== null) traffics.set(source.id, traffic)
      const credential = async (refused?: Credential): Promise<Credential> => {
        if (given !== undefined) return given
        const optional = type.auth.some(({ kind }) => kind === 'none')
        if (source === null || (optional && !credentials.has(source.id))) return { kind: 'none' }
        return credentials.of(source.id, refused)
      }
      const own = source === null ? log : log.child({ source: source.id })
      return createHost({ traffic, credential, keep: keepIn(scratch), log: own, now: () => new Date() })
    },
    budget: (sourceId, left) => traffics.get(sourceId)?.budget(left) ?? null,
  }
}
