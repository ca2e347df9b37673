import { ConnectorError, type Host } from '../connector.ts'
import type { KitLog } from './kit-log.ts'
import type { Traffic } from './traffic.ts'

export interface HostOptions {
  /** How the source reaches the world: `network.traffic(…)`. Without it, it is always offline. */
  readonly traffic?: Pick<Traffic, 'fetch' | 'limit'>
  /** Default: none. */
  readonly credential?: Host['credential']
  /** Writes an answer to a file. Without it, nothing is kept. */
  readonly keep?: Host['keep']
  readonly log: KitLog
  readonly now: () => Date
}

/** All that one source may touch. */
export function createHost({ traffic = unconnected, credential = nobody, keep = nowhere, log, now }: HostOptions): Host {
  return {
    fetch: traffic.fetch,
    limit: traffic.limit,
    credential,
    keep,
    now,
    log: {
      info: (message, fields = {}) => log.info(fields, message),
      warn: (message, fields = {}) => log.warn(fields, message),
    },
  }
}

const nobody: Host['credential'] = () => Promise.resolve({ kind: 'none' })

const nowhere: Host['keep'] = () => Promise.reject(new Error('There is no scratch folder here'))

const unconnected: Pick<Traffic, 'fetch' | 'limit'> = {
  fetch: () => Promise.reject(new ConnectorError('offline', 'There is no network here')),
  limit: (_bucket, _cost, call) => call(),
}
