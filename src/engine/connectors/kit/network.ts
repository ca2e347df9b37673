import type { ConnectorType } from '../connector.ts'
import { type Breaker, createBreaker } from './breaker.ts'
import { type Clock, realClock } from './clock.ts'
import { watchClockSkew } from './clock-skew.ts'
import type { KitLog } from './kit-log.ts'
import { createLimiter } from './limiter.ts'
import type { NetworkPort } from './network-port.ts'
import { createRetryBudget } from './retry-budget.ts'
import { type Account, createTraffic, type Traffic } from './traffic.ts'
import { createTransport } from './transport.ts'
import { Trouble } from './trouble.ts'

/** The one way out for every source of this computer. */
export interface Network {
  /** The traffic of one source; those that the service counts together share what they may. */
  traffic(type: Pick<ConnectorType, 'id' | 'limits' | 'reads' | 'judge'>, who: Who): Traffic
  /** Minutes that this computer's clock is ahead (below zero: behind); null while it seems right. */
  clockSkewMinutes(): number | null
  /** Breaks off whatever is under way. */
  close(): Promise<void>
}

/** Null for what is not known yet, while a source is being added. */
export interface Who {
  readonly source: string | null
  readonly account: string | null
}

export interface NetworkOptions {
  readonly port: NetworkPort
  readonly log: KitLog
  readonly userAgent: string
  readonly clock?: Clock
  /** For jitter: [0, 1). */
  readonly random?: () => number
}

export function createNetwork({ port, log, userAgent, clock = realClock, random = Math.random }: NetworkOptions): Network {
  const transport = createTransport(port, clock)
  const skew = watchClockSkew(clock.now, log)
  const accounts = new Map<string, Account>()

  const accountOf = (key: string, type: Pick<ConnectorType, 'limits'>): Account => {
    const breakers = new Map<string, Breaker>()
    const account = accounts.get(key) ?? {
      limiter: createLimiter(type.limits, clock),
      retries: createRetryBudget(),
      breaker: (origin) => {
        const breaker = breakers.get(origin) ?? createBreaker(clock, (error) => error instanceof Trouble && error.server)
        breakers.set(origin, breaker)
        return breaker
      },
    }
    accounts.set(key, account)
    return account
  }
  return {
    traffic: (type, who) => {
      const key = JSON.stringify([type.id, type.limits.shared === 'account' ? who.account : who.source])
      return createTraffic({ transport, clock, skew, random, log, userAgent }, type, accountOf(key, type))
    },
    clockSkewMinutes: skew.minutes,
    close: () => transport.close(),
  }
}
