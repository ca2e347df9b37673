/** Runs something in so many ms; answers how to cancel that. */
export type After = (ms: number, run: () => void) => () => void

/** The part of an AbortSignal that a wait needs: this folder presumes neither Node nor a browser. */
interface Signal {
  readonly aborted: boolean
  readonly reason: unknown
  addEventListener(type: 'abort', listener: () => void, options: { readonly once: true }): void
  removeEventListener(type: 'abort', listener: () => void): void
}

/** Waits, or rejects with the signal's reason as soon as it is aborted. */
export function wait(after: After, ms: number, signal: Signal): Promise<void> {
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
