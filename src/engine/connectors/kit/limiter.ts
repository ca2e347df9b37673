import type { SourceBudget } from '../../../shared/model.ts'
import { ConnectorError, type Limits } from '../connector.ts'
import { budgetOf } from './budget.ts'
import type { Clock } from './clock.ts'
import { count, createMeter, type Meter, waitFor } from './meter.ts'

/** Lets requests leave as fast as a service allows, and no faster. */
export interface Limiter {
  /**
   * Resolves when one may leave; whoever left must say when it is over, once. Urgent ones go before all others. Rejects
   * as the signal says, or with `rate-limited` when the service wants a longer pause than anybody should be kept waiting.
   */
  enter(ask: Ask, signal: AbortSignal): Promise<() => void>
  /** The service told us to wait: nothing leaves for so long, or nothing of this bucket where it counts by bucket. */
  pause(bucket: string, ms: number): void
  /** Null while nothing ever left. `left` documents are still to be read; null when that is not known. */
  budget(left: number | null): SourceBudget | null
}

export interface Ask {
  /** `all`, or one of the declared buckets. */
  readonly bucket: string
  readonly cost: number
  readonly urgent: boolean
}

/** How long a pause may be sat out before it is told instead, in ms. */
const patience = { urgent: 5_000, background: 60_000 }

/** Why a wait ended early. One is enough: making one for every request would be felt. */
const rearmed = new Error('something changed')

interface Waiting extends Ask {
  readonly meters: readonly { readonly meter: Meter; readonly cost: number }[]
  readonly go: () => void
  readonly refuse: (error: unknown) => void
}

export function createLimiter(limits: Limits, clock: Clock): Limiter {
  const all = createMeter(limits.all, clock.now())
  const named = new Map(Object.entries(limits.buckets ?? {}).map(([name, bucket]) => [name, createMeter(bucket, clock.now())]))
  const waiting: Waiting[] = []
  let alarm: AbortController | null = null

  const namedMeter = (bucket: string): Meter => {
    const found = named.get(bucket)
    if (found === undefined) throw new Error(`No bucket is called ${bucket}`)
    return found
  }
  const isApart = (bucket: string) => limits.buckets?.[bucket]?.apart === true
  const metersOf = ({ bucket, cost }: Ask): Waiting['meters'] =>
    bucket === 'all' ? [{ meter: all, cost }] : [...(isApart(bucket) ? [] : [{ meter: all, cost: 1 }]), { meter: namedMeter(bucket), cost }]
  const leave = ({ meters, go }: Waiting) => {
    for (const { meter, cost } of meters) count(meter, cost, clock.now())
    go()
  }
  const waitsOf = ({ meters }: Waiting, blocked: ReadonlySet<Meter>) =>
    meters
      .map(({ meter, cost }) => ({ meter, ms: blocked.has(meter) ? Number.POSITIVE_INFINITY : waitFor(meter, cost, clock.now()) }))
      .filter(({ ms }) => ms > 0)
  const pump = () => {
    alarm?.abort(rearmed)
    alarm = null
    let soonest = Number.POSITIVE_INFINITY
    // Whoever waits for a bucket is not overtaken by those behind it, whatever they cost.
    const blocked = new Set<Meter>()
    for (const one of [...waiting]) {
      const waits = waitsOf(one, blocked)
      if (waits.length === 0) {
        waiting.splice(waiting.indexOf(one), 1)
        leave(one)
        continue
      }
      soonest = Math.min(soonest, Math.max(...waits.map(({ ms }) => ms)))
      for (const { meter } of waits) blocked.add(meter)
      if (blocked.has(all)) break
    }
    if (!Number.isFinite(soonest)) return
    alarm = new AbortController()
    clock.sleep(soonest, alarm.signal).then(pump, () => {})
  }
  const pausedFor = (ask: Ask) => Math.max(...metersOf(ask).map(({ meter }) => meter.pausedUntil)) - clock.now()
  const tooLong = (ask: Ask): ConnectorError | null => {
    const ms = pausedFor(ask)
    if (ms <= (ask.urgent ? patience.urgent : patience.background)) return null
    return new ConnectorError('rate-limited', `It asked for a pause of another ${Math.ceil(ms / 1_000)} s`, { retryAfterMs: ms })
  }
  const refuseThoseTooLong = () => {
    for (const one of [...waiting]) {
      const refusal = tooLong(one)
      if (refusal === null) continue
      waiting.splice(waiting.indexOf(one), 1)
      one.refuse(refusal)
    }
  }
  return {
    enter: (ask, signal) =>
      new Promise((resolve, reject) => {
        signal.throwIfAborted()
        const refusal = tooLong(ask)
        if (refusal !== null) throw refusal
        const meters = metersOf(ask)
        const stop = () => {
          const at = waiting.indexOf(one)
          if (at < 0) return
          waiting.splice(at, 1)
          reject(signal.reason as Error)
          pump()
        }
        let over = false
        const one: Waiting = {
          ...ask,
          meters,
          go: () => {
            signal.removeEventListener('abort', stop)
            resolve(() => {
              if (over) return
              over = true
              for (const { meter } of meters) meter.inFlight--
              pump()
            })
          },
          refuse: (error) => {
            signal.removeEventListener('abort', stop)
            reject(error as Error)
          },
        }
        signal.addEventListener('abort', stop, { once: true })
        const firstOther = ask.urgent ? waiting.findIndex((other) => !other.urgent) : -1
        waiting.splice(firstOther < 0 ? waiting.length : firstOther, 0, one)
        pump()
      }),
    pause: (bucket, ms) => {
      const meter = bucket === 'all' || (limits.pauses !== 'bucket' && !isApart(bucket)) ? all : namedMeter(bucket)
      meter.pausedUntil = Math.max(meter.pausedUntil, clock.now() + ms)
      meter.tokens.empty(clock.now())
      refuseThoseTooLong()
      pump()
    },
    budget: (left) => budgetOf([all, ...[...named.values()].filter(({ declared }) => declared.apart !== true)], left, clock.now()),
  }
}
