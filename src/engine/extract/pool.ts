import type { Derived, DeriveRequest } from '../../shared/derived.ts'
import type { Spawn } from '../children.ts'
import { timeAllowed } from './limits.ts'
import { ChildEnded, createWorker, type ExtractLimits, type Worker } from './worker.ts'

const MB = 1_048_576

/** A child holds about 100 MB; what a document adds is freed late, so it is replaced before it is killed. */
export const extractLimits: ExtractLimits = {
  timeAllowed,
  killBytes: 700 * MB,
  recycleBytes: 320 * MB,
  recycleDocuments: 20_000,
  idleMs: 60_000,
  pollMs: 250,
}

/** How long a document waits for the child at work before another child is started for it, in ms. */
const patienceMs = 1_000

export interface ExtractPool {
  /**
   * Text, chunks and words of one document. Trouble with the document is an answer (`failed`, `skipped`), the end of its
   * child included; only `signal` makes this reject. Documents are taken in the order they came.
   */
  derive(request: DeriveRequest, signal: AbortSignal): Promise<Derived>
  /** Documents done, children ended by a document, and how many documents wait or are being read. */
  stats(): { readonly done: number; readonly ended: number; readonly pending: number }
  close(): void
}

/**
 * Reads documents in `size` child processes, so that none of them can harm the engine or hold up another for long. Below
 * `scratch` and nowhere else they may write.
 */
export function createExtractPool(options: { spawn: Spawn; size: number; scratch?: string; limits?: Partial<ExtractLimits> }): ExtractPool {
  const limits = { ...extractLimits, ...options.limits }
  const free: Worker[] = Array.from({ length: options.size }, () => createWorker(options.spawn, options.scratch, limits))
  const workers = [...free]
  const waiting: ((worker: Worker) => void)[] = []
  let done = 0
  let ended = 0
  let pending = 0

  const idle = () => free.length === options.size
  const next = (worker: Worker) => {
    const resolve = waiting.shift()
    if (resolve) resolve(worker)
    else free.push(worker)
  }
  // The worker used last is the one whose child is warm. Another one helps only when that is held up: a second child
  // costs a fifth more processor time on small documents and is no faster.
  const take = async (): Promise<Worker> => {
    const worker = idle() ? free.pop() : undefined
    if (worker) return worker
    const patience = setTimeout(() => {
      const helper = free.pop()
      if (helper) next(helper)
    }, patienceMs)
    return new Promise<Worker>((resolve) => waiting.push(resolve)).finally(() => clearTimeout(patience))
  }
  const attempt = async (worker: Worker, request: DeriveRequest, signal: AbortSignal, again: boolean): Promise<Derived> => {
    try {
      return await worker.derive(request, signal)
    } catch (error) {
      signal.throwIfAborted()
      if (!(error instanceof ChildEnded))
        return { status: 'failed', problem: 'corrupt', detail: String(error).slice(0, 500), contentHash: null }
      ended++
      // A crash may be the fault of the document before; in a fresh child there is no such excuse.
      if (error.problem === 'crashed' && again) return attempt(worker, request, signal, false)
      return { status: 'failed', problem: error.problem, detail: error.message, contentHash: null }
    }
  }

  return {
    derive: async (request, signal) => {
      pending++
      try {
        const worker = await take()
        try {
          signal.throwIfAborted()
          return await attempt(worker, request, signal, true)
        } finally {
          next(worker)
        }
      } finally {
        pending--
        done++
      }
    },
    stats: () => ({ done, ended, pending }),
    close: () => {
      for (const worker of workers) worker.close()
    },
  }
}
