import { ConnectorError, type ConnectorType, type Limits } from '../connector.ts'
import { createManualClock, type ManualClock } from './manual-clock.fixture.ts'
import { createNetwork, type Network, type Who } from './network.ts'
import type { NetworkPort } from './network-port.ts'
import type { Traffic } from './traffic.ts'

/** A way out for tests: real sockets, a clock that is set by hand, no jitter, and a log to look into. */
export interface TestNetwork extends Network {
  readonly clock: ManualClock
  readonly logged: { readonly fields: Readonly<Record<string, unknown>>; readonly message: string }[]
  /** The traffic of the one source of the one account, unless told otherwise. */
  of(type?: TestType, who?: Partial<Who>): Traffic
}

export type TestType = Partial<Pick<ConnectorType, 'id' | 'limits' | 'reads' | 'judge'>>

export const plenty: Limits = { shared: 'account', all: { requests: 1_000_000, perMs: 1_000, concurrent: 100 } }
export const straight: NetworkPort = { ways: async () => ['direct'], certificates: () => [] }

export function createTestNetwork(port: NetworkPort = straight, random = () => 0.5): TestNetwork {
  const clock = createManualClock()
  const logged: TestNetwork['logged'] = []
  const note = (fields: object, message: string) => void logged.push({ fields: fields as Record<string, unknown>, message })
  const network = createNetwork({ port, log: { info: note, warn: note }, userAgent: 'Magpie/test', clock, random })
  return {
    ...network,
    clock,
    logged,
    of: (type = {}, who = {}) => network.traffic({ id: 'toy', limits: plenty, ...type }, { source: 'one', account: 'ada', ...who }),
  }
}

/** What a promise was rejected with, as a connector sees it. */
export const failureOf = (promise: Promise<unknown>): Promise<ConnectorError> =>
  promise.then(
    () => {
      throw new Error('it went well')
    },
    (error: unknown) => {
      if (error instanceof ConnectorError) return error
      throw error
    },
  )

/** The code of the sentence that a person is shown for it. */
export const sentenceOf = (error: ConnectorError): unknown => (error.cause as { code?: unknown } | undefined)?.code
