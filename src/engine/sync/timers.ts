/** Runs something later; answers how to cancel that. */
export type After = (ms: number, run: () => void) => () => void

/** Real timers. They never keep a process alive that has nothing else to do. */
export const realAfter: After = (ms, run) => {
  const timer = setTimeout(run, ms)
  timer.unref()
  return () => clearTimeout(timer)
}

/** Waits, or rejects with the signal's reason as soon as it is aborted. */
export function wait(after: After, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason as Error)
    const stop = () => {
      cancel()
      reject(signal.reason as Error)
    }
    const cancel = after(ms, () => {
      signal.removeEventListener('abort', stop)
      resolve()
    })
    signal.addEventListener('abort', stop, { once: true })
  })
}

/** Lets everything else that is ready run first. */
export const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
