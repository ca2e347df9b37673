import type { Derived, DeriveRequest } from '../../shared/derived.ts'
import type { Spawn } from '../children.ts'
import { timeAllowed } from './limits.ts'
import { takeTogether, type Waiting } from './together.ts'
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

/** How long a document waits for the child at work, or that one takes, before another child is started, in ms. */
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
  const workers = Array.from({ length: options.size }, () => createWorker(options.spawn, options.scratch, limits))
  const free = [...workers]
  /** When each of those at work began with what it reads now. */
  const busy = new Map<Worker, number>()
  const waiting: Waiting[] = []
  let looking: NodeJS.Timeout | undefined
  let gathering = false
  let done = 0
  let ended = 0
  let pending = 0

  /** How long until another worker may begin, in ms. */
  const rest = (): number => {
    const [first] = waiting
    if (first === undefined || free.length === 0) return Infinity
    return Math.min(first.since, Math.max(...busy.values())) + patienceMs - performance.now()
  }
  // The worker used last is the one whose child is warm. Another one helps only when that is held up: a second child
  // costs a fifth more processor time on small documents and is no faster.
  const begin = () => {
    gathering = false
    while (rest() <= 0) void work(free.pop()!)
    if (looking !== undefined || rest() === Infinity) return
    looking = setTimeout(() => {
      looking = undefined
      begin()
    }, rest())
  }
  const work = async (worker: Worker) => {
    while (waiting.length > 0) {
      busy.set(worker, performance.now())
      await read(worker, takeTogether(waiting))
    }
    busy.delete(worker)
    free.push(worker)
  }
  const read = async (worker: Worker, all: readonly Waiting[]) => {
    const requests = all.map(({ request }) => request)
    const answers = all.length > 1 ? await worker.derive(requests, all[0]!.signal).catch(() => null) : null
    for (const [i, one] of all.entries()) {
      const answer = answers?.[i]
      // Where several could not be read together, each is on its own: whose fault it was shows then.
      if (answer !== undefined) one.resolve(answer)
      else await attempt(worker, one.request, one.signal, true).then(one.resolve, one.reject)
    }
  }
  const attempt = async (worker: Worker, request: DeriveRequest, signal: AbortSignal, again: boolean): Promise<Derived> => {
    try {
      signal.throwIfAborted()
      const [answer] = await worker.derive([request], signal)
      return answer!
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
        return await new Promise<Derived>((resolve, reject) => {
          waiting.push({ request, signal, since: performance.now(), resolve, reject })
          // What comes in the same turn may travel together.
          if (!gathering) setImmediate(begin)
          gathering = true
        })
      } finally {
        pending--
        done++
      }
    },
    stats: () => ({ done, ended, pending }),
    close: () => {
      clearTimeout(looking)
      for (const worker of workers) worker.close()
    },
  }
}
