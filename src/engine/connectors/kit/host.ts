import { ConnectorError, type Host } from '../connector.ts'

/** What a host is made of. The log takes what is known first and then the message, as pino does. */
export interface HostOptions {
  readonly log: {
    info(fields: object, message: string): void
    warn(fields: object, message: string): void
  }
  readonly now: () => Date
}

/** The host for connectors that need neither network nor sign-in: its `fetch` is always offline, its credential `none`. */
export function createHost({ log, now }: HostOptions): Host {
  return {
    fetch: () => Promise.reject(new ConnectorError('offline', 'No connector has network access yet')),
    limit: (_bucket, _cost, call) => call(),
    credential: () => Promise.resolve({ kind: 'none' }),
    now,
    log: {
      info: (message, fields = {}) => log.info(fields, message),
      warn: (message, fields = {}) => log.warn(fields, message),
    },
  }
}
