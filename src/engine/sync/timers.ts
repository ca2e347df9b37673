import type { After } from '../../shared/after.ts'

/** Real timers. They never keep a process alive that has nothing else to do. */
export const realAfter: After = (ms, run) => {
  const timer = setTimeout(run, ms)
  timer.unref()
  return () => clearTimeout(timer)
}

/** Lets everything else that is ready run first. */
export const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
