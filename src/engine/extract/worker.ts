import { createBirpc } from 'birpc'
import type { Derived, DeriveRequest } from '../../shared/derived.ts'
import type { Problem } from '../../shared/model.ts'
import type { Child, Spawn } from '../children.ts'
import { residentMemory } from './resident-memory.ts'
import type { ChildSide, PoolSide } from './wire.ts'

/** What one child may use. */
export interface ExtractLimits {
  /** How long a document of so many bytes, of which so many pages are done, may take from its start, in ms. */
  readonly timeAllowed: (bytes: number, pages: number) => number
  /** Resident memory above which a child is killed, in bytes. */
  readonly killBytes: number
  /** Resident memory above which a child is replaced once it is done with a document, in bytes. */
  readonly recycleBytes: number
  /** Documents after which a child is replaced. */
  readonly recycleDocuments: number
  /** How long a child without work is kept, in ms. */
  readonly idleMs: number
  /** How often memory is looked at, in ms. */
  readonly pollMs: number
}

/** The document ended its child: it was killed for this reason, or died by itself (`crashed`). */
export class ChildEnded extends Error {
  readonly problem: Problem

  constructor(problem: Problem, message: string) {
    super(message)
    this.name = 'ChildEnded'
    this.problem = problem
  }
}

export interface Worker {
  /** One after the other; the time for all of them is that of one. Not to be called while it is at work. Throws ChildEnded. */
  derive(requests: readonly DeriveRequest[], signal: AbortSignal): Promise<readonly Derived[]>
  close(): void
}

/** A heap at its limit ends the process with nothing but memory in sight. */
const heapFull = 400 * 1_048_576

/** One child process, started when there is work, killed when it does not come back in time or grows too large. */
export function createWorker(spawn: Spawn, scratch: string | undefined, limits: ExtractLimits): Worker {
  let running: Running | null = null
  let closed = false

  const stop = (problem: Problem, message: string) => {
    running?.end(new ChildEnded(problem, message))
    running = null
  }
  const look = (child: Running) => {
    if (running !== child) return
    const { at, problem, why } = child.limit
    if (performance.now() > at) return stop(problem, why)
    if (!child.reading) return
    void residentMemory(child.pid).then((bytes) => {
      if (bytes === null || running !== child) return
      child.memory = bytes
      if (bytes > limits.killBytes) stop('out-of-memory', `${Math.round(bytes / 1_048_576)} MB resident`)
    })
  }
  const begin = (): Running => {
    let looking: NodeJS.Timeout | undefined
    const child = start(spawn, scratch, () => {
      clearInterval(looking)
      if (running === child) running = null
    })
    // One clock for all its documents: timers for each of thousands of small ones add up. It keeps no process alive, the child's pipe does.
    looking = setInterval(look, limits.pollMs, child).unref()
    return child
  }
  const derive: Worker['derive'] = async (requests, signal) => {
    if (closed) throw new ChildEnded('crashed', 'closed')
    running ??= begin()
    const child = running
    const began = performance.now()
    child.reading = true
    child.limit = { at: began + limits.timeAllowed(0, 0), problem: 'timeout', why: 'no answer in time' }
    child.onAdvanced = (bytes, pages) => {
      const why = `no answer in time for ${bytes} bytes, after ${pages} pages`
      child.limit = { at: began + limits.timeAllowed(bytes, pages), problem: 'timeout', why }
    }
    const abort = () => stop('crashed', 'stopped')
    signal.addEventListener('abort', abort)
    try {
      return await child.derive(requests)
    } finally {
      signal.removeEventListener('abort', abort)
      child.documents += requests.length
      if (running === child) rest(child)
    }
  }
  const rest = (child: Running) => {
    if (child.documents >= limits.recycleDocuments || child.memory > limits.recycleBytes) return stop('crashed', 'recycled')
    child.reading = false
    child.limit = { at: performance.now() + limits.idleMs, problem: 'crashed', why: 'idle' }
    child.onAdvanced = () => undefined
  }
  return {
    derive,
    close: () => {
      closed = true
      stop('crashed', 'closed')
    },
  }
}

interface Running {
  readonly pid: number
  documents: number
  /** False while it waits for the next document. */
  reading: boolean
  /** When it is ended, by `performance.now()`, and why. */
  limit: { readonly at: number; readonly problem: Problem; readonly why: string }
  /** Resident bytes when last looked at. */
  memory: number
  onAdvanced: PoolSide['advanced']
  derive: ChildSide['derive']
  end(reason: ChildEnded): void
}

function start(spawn: Spawn, scratch: string | undefined, onGone: () => void): Running {
  const child: Child = spawn('extract', scratch === undefined ? {} : { scratch })
  let over: ChildEnded | null = null
  let giveUp = (_reason: ChildEnded): void => undefined
  const lose = (reason: ChildEnded) => {
    over ??= reason
    giveUp(over)
  }
  const running: Running = {
    get pid() {
      return child.pid
    },
    documents: 0,
    reading: false,
    limit: { at: Number.POSITIVE_INFINITY, problem: 'crashed', why: '' },
    memory: 0,
    onAdvanced: () => undefined,
    // Not a race against one promise for the child's end: that would hold on to every answer until then.
    derive: (requests) =>
      new Promise((resolve, reject) => {
        if (over !== null) return reject(over)
        giveUp = reject
        rpc.derive(requests).then(resolve, reject)
      }),
    end: (reason) => {
      lose(reason)
      rpc.$close()
      child.kill()
    },
  }
  const local: PoolSide = { advanced: (bytes, pages) => running.onAdvanced(bytes, pages) }
  const rpc = createBirpc<ChildSide, PoolSide>(local, {
    post: (message) => child.post(message),
    on: (listener) => child.onMessage(listener),
    timeout: -1,
  })
  child.onClose(() => {
    onGone()
    lose(running.memory > heapFull ? new ChildEnded('out-of-memory', 'heap full') : new ChildEnded('crashed', 'the process ended'))
  })
  return running
}
