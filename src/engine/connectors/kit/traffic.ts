import type { SourceBudget } from '../../../shared/model.ts'
import { ConnectorError, type ConnectorType, type Host } from '../connector.ts'
import { type AttemptPorts, attempt } from './attempt.ts'
import { backoffMs } from './backoff.ts'
import type { Breaker } from './breaker.ts'
import type { KitLog } from './kit-log.ts'
import type { Limiter } from './limiter.ts'
import { type Outgoing, outgoing } from './outgoing.ts'
import type { RetryBudget } from './retry-budget.ts'
import { safeUrl } from './safe-url.ts'
import { Trouble } from './trouble.ts'
import { isUrgent } from './urgent.ts'
import { WouldWrite } from './would-write.ts'

/** All that one source asks of the outside world. */
export interface Traffic extends Pick<Host, 'fetch' | 'limit'> {
  /** How much of its allowance its account uses; null while it asked for nothing. `left` documents are still to be read. */
  budget(left: number | null): SourceBudget | null
}

/** What the sources of one account share. */
export interface Account {
  readonly limiter: Limiter
  readonly retries: RetryBudget
  breaker(origin: string): Breaker
}

export interface TrafficPorts extends Omit<AttemptPorts, 'judge' | 'guard'> {
  readonly random: () => number
  readonly log: KitLog
  readonly userAgent: string
}

const attempts = { urgent: 3, background: 6 }
const never = new AbortController().signal

/** The traffic of one source of a kind, within its account's limits. */
export function createTraffic(ports: TrafficPorts, type: Pick<ConnectorType, 'reads' | 'judge'>, account: Account): Traffic {
  const { clock, random, log } = ports
  const { limiter, retries } = account
  const reads = type.reads ?? (({ method }) => method === 'GET' || method === 'HEAD')
  const guard = ({ method, url }: Pick<Outgoing, 'method' | 'url'>) => {
    if (!reads({ method, url })) throw new WouldWrite(method, url)
  }
  const one: AttemptPorts = { ...ports, judge: type.judge, guard }

  const fetch: Host['fetch'] = async (input, init = {}) => {
    const signal = init.signal ?? (input instanceof Request ? input.signal : never)
    const request = await outgoing(input, init, ports.userAgent)
    guard(request)
    const ask = { bucket: init.bucket ?? 'all', cost: init.cost ?? 1, urgent: isUrgent() }
    const breaker = account.breaker(request.url.origin)
    const most = init.once === true ? 1 : ask.urgent ? attempts.urgent : attempts.background
    retries.earn()
    for (let made = 1; ; made++) {
      const over = await limiter.enter(ask, signal)
      const trouble = await breaker
        .run(() => attempt(one, request, init, signal, over), ask.urgent, signal)
        .catch((error: unknown) => {
          over()
          if (error instanceof Trouble) return error
          throw error
        })
      if (!(trouble instanceof Trouble)) return trouble
      const waitMs = trouble.pauseMs ?? backoffMs(made, random)
      const limited = trouble.error.problem === 'rate-limited'
      if (limited) limiter.pause(ask.bucket, waitMs)
      // A pause that we were told is no storm of ours; everything else draws on the budget.
      const again = trouble.again && made < most && (trouble.pauseMs !== null || retries.take())
      log.warn(
        { method: request.method, url: safeUrl(request.url), attempt: made, problem: trouble.error.problem, waitMs: again ? waitMs : null },
        trouble.message,
      )
      if (!again) throw limited ? withPause(trouble.error, waitMs) : trouble.error
      if (!limited) await clock.sleep(waitMs, signal)
    }
  }
  return {
    fetch,
    limit: async (bucket, cost, call, signal) => {
      const over = await limiter.enter({ bucket, cost, urgent: isUrgent() }, signal)
      try {
        return await call()
      } catch (error) {
        if (error instanceof ConnectorError && error.problem === 'rate-limited')
          limiter.pause(bucket, error.retryAfterMs ?? backoffMs(1, random))
        throw error
      } finally {
        over()
      }
    },
    budget: (left) => limiter.budget(left),
  }
}

const withPause = (error: ConnectorError, retryAfterMs: number): ConnectorError =>
  new ConnectorError(error.problem, error.message, { retryAfterMs, cause: error.cause })
