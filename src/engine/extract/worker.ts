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
  /** One document at a time. Throws ChildEnded. */
  derive(request: DeriveRequest, signal: AbortSignal): Promise<Derived>
  close(): void
}

/** A heap at its limit ends the process with nothing but memory in sight. */
const heapFull = 400 * 1_048_576

/** One child process, started when there is work, killed when it does not come back in time or grows too large. */
export function createWorker(spawn: Spawn, scratch: string | undefined, limits: ExtractLimits): Worker {
  let running: Running | null = null
  let looking: NodeJS.Timeout | undefined

  const stop = (problem: Problem, message: string) => {
    clearInterval(looking)
    looking = undefined
    running?.end(new ChildEnded(problem, message))
    running = null
  }
  /** One clock for all that a child may run into: one of its own for each document would take longer than some of them. */
  const look = () => {
    const child = running
    if (child === null || performance.now() > child.until)
      return stop(child?.reading === true ? 'timeout' : 'crashed', child?.why ?? 'gone')
    if (!child.reading) return
    void residentMemory(child.pid).then((bytes) => {
      if (bytes === null || running !== child) return
      child.memory = bytes
      if (bytes > limits.killBytes) stop('out-of-memory', `${Math.round(bytes / 1_048_576)} MB resident`)
    })
  }
  const derive = async (request: DeriveRequest, signal: AbortSignal): Promise<Derived> => {
    running ??= start(spawn, scratch, (gone) => {
      if (running === gone) running = null
    })
    // The child's own pipe keeps the process alive while there is an answer to come.
    looking ??= setInterval(look, limits.pollMs).unref()
    const child = running
    const began = performance.now()
    child.reading = true
    child.until = began + limits.timeAllowed(0, 0)
    child.why = 'no answer in time'
    child.onAdvanced = (bytes, pages) => {
      child.until = began + limits.timeAllowed(bytes, pages)
      child.why = `no answer in time for ${bytes} bytes, after ${pages} pages`
    }
    const abort = () => stop('crashed', 'stopped')
    signal.addEventListener('abort', abort)
    try {
      return await child.derive(request)
    } finally {
      signal.removeEventListener('abort', abort)
      child.documents++
      if (running === child) rest(child)
    }
  }
  const rest = (child: Running) => {
    if (child.documents >= limits.recycleDocuments || child.memory > limits.recycleBytes) return stop('crashed', 'recycled')
    child.reading = false
    child.until = performance.now() + limits.idleMs
    child.why = 'idle'
    child.onAdvanced = () => undefined
  }
  return { derive, close: () => stop('crashed', 'closed') }
}

interface Running {
  readonly pid: number
  documents: number
  /** False while it waits for the next document. */
  reading: boolean
  /** When it is ended, by `performance.now()`, and what is then said. */
  until: number
  why: string
  /** Resident bytes when last looked at. */
  memory: number
  onAdvanced: PoolSide['advanced']
  derive(request: DeriveRequest): ReturnType<ChildSide['derive']>
  end(reason: ChildEnded): void
}

function start(spawn: Spawn, scratch: string | undefined, onGone: (gone: Running) => void): Running {
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
    until: Number.POSITIVE_INFINITY,
    why: '',
    memory: 0,
    onAdvanced: () => undefined,
    // Not a race against one promise for the child's end: that would hold on to every answer until then.
    derive: (request) =>
      new Promise((resolve, reject) => {
        if (over !== null) return reject(over)
        giveUp = reject
        rpc.derive(request).then(resolve, reject)
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
    onGone(running)
    lose(running.memory > heapFull ? new ChildEnded('out-of-memory', 'heap full') : new ChildEnded('crashed', 'the process ended'))
  })
  return running
}
