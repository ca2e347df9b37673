/** Who goes first: what a person waits for, what was just added, what is quickly done, and then the rest. */
export type Urgency = 'asked' | 'new' | 'small' | 'other'

/** One thing at a time per source; of different sources, a few at once, the most urgent first. */
export interface Lanes {
  /**
   * Does the job when the source's earlier ones are done and there is room. Its signal is aborted by `stop`. `urgency` is asked again
   * whenever it counts: it may grow while the job waits. A job that is asked for lends its urgency to what it waits behind.
   */
  enter<T>(source: string, job: (signal: AbortSignal, room: Room) => Promise<T>, urgency?: () => Urgency): Promise<T>
  isBusy(source: string): boolean
  /** Aborts what the source is doing and what waits behind it. Resolves when all of it has ended. */
  stop(source: string): Promise<void>
  /** As `stop`, but leaves what a person asked for. */
  stopUnasked(source: string): Promise<void>
  sources(): readonly string[]
}

/** What a job that has room can do with it. */
export interface Room {
  /** A good moment to let a more urgent job go first; resolves when this one may go on. Rejects when `signal` is aborted. */
  makeWay(signal: AbortSignal): Promise<void>
  /** Whether a person waits for this job, or for what comes behind it. */
  isAsked(): boolean
}

interface Job {
  readonly stop: AbortController
  readonly urgency: () => Urgency
  readonly done: Promise<unknown>
}

interface Lane {
  readonly jobs: Set<Job>
  tail: Promise<unknown>
}

interface Waiting {
  readonly rank: () => number
  readonly since: number
  readonly go: () => void
}

const ranks: Readonly<Record<Urgency, number>> = { asked: 0, new: 1, small: 2, other: 3 }
/** Whoever has waited this long is one rank more urgent, so that nothing waits for ever; but never as urgent as what a person waits for. */
const patienceMs = 30_000

export interface LanesOptions {
  readonly sourcesAtOnce: number
  readonly now: () => Date
}

export function createLanes({ sourcesAtOnce, now }: LanesOptions): Lanes {
  const lanes = new Map<string, Lane>()
  const waiting = new Set<Waiting>()
  let free = sourcesAtOnce

  const shows = () => now().getTime()
  const rankOf = (lane: Lane) => Math.min(...[...lane.jobs].map((job) => ranks[job.urgency()]))
  const aged = ({ rank, since }: Waiting) => {
    const own = rank()
    return own === 0 ? 0 : Math.max(1, own - Math.floor(Math.max(0, shows() - since) / patienceMs))
  }
  const mostUrgent = (): Waiting | undefined =>
    [...waiting].reduce<Waiting | undefined>((a, b) => (a !== undefined && aged(a) <= aged(b) ? a : b), undefined)

  const leave = () => {
    const next = mostUrgent()
    if (next === undefined) free++
    else {
      waiting.delete(next)
      next.go()
    }
  }
  /** Resolves with room taken. When aborted first, none is. */
  const room = (rank: () => number, signal: AbortSignal): Promise<void> => {
    if (free > 0) {
      free--
      return Promise.resolve()
    }
    return new Promise((go, fail) => {
      const turn: Waiting = {
        rank,
        since: shows(),
        go: () => {
          signal.removeEventListener('abort', giveUp)
          go()
        },
      }
      const giveUp = () => {
        waiting.delete(turn)
        fail(signal.reason as Error)
      }
      waiting.add(turn)
      if (signal.aborted) giveUp()
      else signal.addEventListener('abort', giveUp, { once: true })
    })
  }
  const inRoom = async <T>(lane: Lane, stop: AbortSignal, job: (signal: AbortSignal, room: Room) => Promise<T>): Promise<T> => {
    const rank = () => rankOf(lane)
    // A job that is stopped before its turn still runs, to say so itself; it needs no room for that.
    let held = await room(rank, stop).then(
      () => true,
      () => false,
    )
    const makeWay = async (signal: AbortSignal) => {
      const next = mostUrgent()
      if (!held || next === undefined || aged(next) >= rank()) return
      held = false
      const turn = room(rank, signal)
      leave()
      await turn
      held = true
    }
    try {
      return await job(stop, { makeWay, isAsked: () => rank() === 0 })
    } finally {
      if (held) leave()
    }
  }
  const stopSome = async (source: string, which: (job: Job) => boolean) => {
    const jobs = [...(lanes.get(source)?.jobs ?? [])].filter(which)
    for (const { stop } of jobs) stop.abort(new Error('stopped'))
    await Promise.allSettled(jobs.map((job) => job.done))
  }
  return {
    enter: (source, job, urgency = () => 'other') => {
      const lane = lanes.get(source) ?? { jobs: new Set<Job>(), tail: Promise.resolve() }
      lanes.set(source, lane)
      const stop = new AbortController()
      const done = lane.tail
        .then(() => inRoom(lane, stop.signal, job))
        .finally(() => {
          lane.jobs.delete(entry)
          if (lane.jobs.size === 0 && lanes.get(source) === lane) lanes.delete(source)
        })
      const entry: Job = { stop, urgency, done }
      lane.jobs.add(entry)
      lane.tail = done.catch(() => undefined)
      return done
    },
    isBusy: (source) => lanes.has(source),
    stop: (source) => stopSome(source, () => true),
    stopUnasked: (source) => stopSome(source, (job) => job.urgency() !== 'asked'),
    sources: () => [...lanes.keys()],
  }
}
