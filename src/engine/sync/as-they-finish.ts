/**
 * Works on several items at once and yields each result as soon as it is there, so that one slow document does not hold
 * back the others. Never more than `atOnce()` items are under way or waiting to be taken. However the caller leaves,
 * what is under way is told to stop and waited for.
 */
export async function* asTheyFinish<T, R>(
  items: Iterable<T>,
  atOnce: () => number,
  work: (item: T, signal: AbortSignal) => Promise<R>,
  signal: AbortSignal,
): AsyncGenerator<R> {
  const leaving = new AbortController()
  const both = AbortSignal.any([signal, leaving.signal])
  const underWay = new Set<Promise<{ readonly result: R; readonly from: Promise<unknown> }>>()
  const rest = items[Symbol.iterator]()
  let more = true
  try {
    for (;;) {
      while (more && underWay.size < Math.max(1, atOnce())) {
        signal.throwIfAborted()
        const next = rest.next()
        if (next.done === true) {
          more = false
          break
        }
        const one: Promise<{ result: R; from: Promise<unknown> }> = work(next.value, both).then((result) => ({ result, from: one }))
        underWay.add(one)
      }
      if (underWay.size === 0) return
      const { result, from } = await Promise.race(underWay)
      underWay.delete(from as Promise<{ result: R; from: Promise<unknown> }>)
      yield result
    }
  } finally {
    leaving.abort(new Error('stopped early'))
    await Promise.allSettled(underWay)
  }
}
