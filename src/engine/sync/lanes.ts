/** One thing at a time per source; of different sources, a few at once. */
export interface Lanes {
  /** Does the job when the source's earlier ones are done and there is room. Its signal is aborted by `stop`. */
  enter<T>(source: string, job: (signal: AbortSignal) => Promise<T>): Promise<T>
  isBusy(source: string): boolean
  /** Aborts what the source is doing and what waits behind it. Resolves when all of it has ended. */
  stop(source: string): Promise<void>
  sources(): readonly string[]
}

interface Lane {
  stop: AbortController
  jobs: number
  tail: Promise<unknown>
}

export function createLanes(sourcesAtOnce: number): Lanes {
  const lanes = new Map<string, Lane>()
  const waiting: (() => void)[] = []
  let free = sourcesAtOnce

  const room = async () => {
    if (free > 0) free--
    else await new Promise<void>((go) => waiting.push(go))
  }
  const leave = () => {
    const next = waiting.shift()
    if (next === undefined) free++
    else next()
  }
  const inRoom = async <T>(job: () => Promise<T>): Promise<T> => {
    await room()
    try {
      return await job()
    } finally {
      leave()
    }
  }
  return {
    enter: (source, job) => {
      const lane = lanes.get(source) ?? { stop: new AbortController(), jobs: 0, tail: Promise.resolve() }
      lanes.set(source, lane)
      lane.jobs++
      const { signal } = lane.stop
      const done = lane.tail
        .then(() => inRoom(() => job(signal)))
        .finally(() => {
          lane.jobs--
          if (lane.jobs === 0 && lanes.get(source) === lane) lanes.delete(source)
        })
      lane.tail = done.catch(() => undefined)
      return done
    },
    isBusy: (source) => lanes.has(source),
    stop: async (source) => {
      const lane = lanes.get(source)
      if (lane === undefined) return
      lane.stop.abort(new Error('stopped'))
      lane.stop = new AbortController()
      await lane.tail
    },
    sources: () => [...lanes.keys()],
  }
}
