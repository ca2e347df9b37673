import type { Said } from '../../shared/model.ts'
import { MagpieError } from '../../shared/problem.ts'
import type { Spawn } from '../children.ts'
import { useModel as ensureModel, nextPassages, type QueueCounts, queueCounts, setPassageAside, takeUpAgain } from '../store/embed-queue.ts'
import type { Store } from '../store/store.ts'
import { commitVectors } from '../store/vectors.ts'
import { createInference, type InferenceLimits } from './inference.ts'
import type { EncodedVector, InferenceArgs, Passage } from './protocol.ts'
import { decodeVector } from './stored-vector.ts'

/** How many passages the child is given ahead, so that it can put those of like length together. */
const ahead = 128
/** Vectors are committed when so many are there, or so many ms after the first. */
const commitRows = 256
const commitMs = 1_000
/** Times a passage may end the child, or be refused by it, while it is alone there; then it is set aside. */
const strikes = 2
/** Counting takes a moment on a large index: an older count is good enough for so long, in ms. */
const countsMs = 2_000

export interface WorkerEvents {
  /** Vectors were made; stored they are a little later. */
  progress(tokens: number, texts: number): void
  /** Vectors were stored. */
  committed(): void
  /** Nothing is left to do, or nothing can be done: see `problem`. */
  rested(): void
}

/** Makes the vectors of one model: takes passages off its queue, has them embedded, stores what comes. */
export interface ModelWorker {
  /** The model's id in the index. */
  readonly id: number
  readonly model: string
  /** Embeds until the queue is empty. */
  run(): void
  /** Stops and stores what is done. What was under way will be done again. */
  stop(): void
  readonly running: boolean
  /** Why it stopped early; null when it did not. */
  readonly problem: Said | null
  /** `fresh` counts now, instead of taking the count of a moment ago. */
  counts(fresh?: boolean): QueueCounts
  query(text: string): Promise<Float32Array>
  /** Starts the child before it is needed. */
  warm(): void
  /** Tries again what was set aside. */
  takeUpAgain(): void
  close(): void
}

export function createModelWorker(
  store: Store,
  spawn: Spawn,
  args: InferenceArgs,
  events: WorkerEvents,
  limits?: InferenceLimits,
): ModelWorker {
  const id = ensureModel(store, args.model)
  /** Passages that were there when the child died, and how often each was alone then. They go one at a time. */
  const suspects = new Map<string, { readonly passage: Passage; strikes: number }>()
  /** What the child was given last, to find a refused passage's text again. */
  const given = new Map<string, Passage>()
  const made = new Map<string, EncodedVector>()
  let running = false
  let problem: Said | null = null
  let committing: NodeJS.Timeout | undefined
  let counted: { readonly at: number; counts: QueueCounts } | undefined

  const inference = createInference(
    spawn,
    args,
    {
      ready: pump,
      vectors: (vectors, tokens) => {
        for (const vector of vectors) {
          suspects.delete(vector.hash)
          made.set(vector.hash, vector)
        }
        events.progress(tokens, vectors.length)
        if (made.size >= commitRows) commit()
        else committing ??= setTimeout(commit, commitMs)
        pump()
      },
      failed: (hashes) => {
        const passages = hashes.flatMap((hash) => given.get(hash) ?? [])
        suspect(passages)
        pump()
      },
      died: (underWay, loaded) => {
        if (loaded) suspect(underWay)
        pump()
      },
      gaveUp: (detail) => rest({ code: 'model-missing', params: { name: args.model, detail } }),
    },
    limits,
  )

  function pump(): void {
    if (!running || !inference.takesWork() || inference.underWay.size > ahead / 2) return
    const [suspected] = suspects.values()
    if (suspected !== undefined) {
      if (inference.underWay.size === 0) give([suspected.passage])
      return
    }
    const skip = new Set([...inference.underWay.keys(), ...made.keys()])
    const passages = nextPassages(store, id, ahead - inference.underWay.size, skip)
    if (passages.length > 0) give(passages)
    else if (inference.underWay.size === 0) {
      commit()
      if (running) rest(null)
    }
  }

  function give(passages: readonly Passage[]): void {
    for (const hash of given.keys()) if (!inference.underWay.has(hash)) given.delete(hash)
    for (const { hash, text } of passages) given.set(hash, { hash, text })
    inference.embed(passages.map(({ hash }) => given.get(hash)!))
  }

  function suspect(passages: readonly Passage[]): void {
    const alone = passages.length === 1
    for (const passage of passages) {
      const before = suspects.get(passage.hash)?.strikes ?? 0
      const now = alone ? before + 1 : before
      if (now < strikes) {
        suspects.set(passage.hash, { passage, strikes: now })
        continue
      }
      suspects.delete(passage.hash)
      setPassageAside(store, id, passage.hash)
      counted = undefined
      inference.revive()
    }
  }

  function commit(): void {
    clearTimeout(committing)
    committing = undefined
    if (made.size === 0) return
    const rows = [...made.values()].map(decodeVector)
    made.clear()
    try {
      commitVectors(store, id, rows)
    } catch (error) {
      if (!(error instanceof MagpieError)) throw error
      rest({ code: error.code, params: error.params })
      return
    }
    if (counted !== undefined) counted.counts = { ...counted.counts, done: counted.counts.done + rows.length }
    events.committed()
  }

  function rest(why: Said | null): void {
    running = false
    problem = why
    inference.forget()
    events.rested()
  }

  return {
    id,
    model: args.model,
    run: () => {
      if (running) return pump()
      running = true
      problem = null
      inference.revive()
      pump()
    },
    stop: () => {
      running = false
      inference.forget()
      commit()
    },
    get running() {
      return running
    },
    get problem() {
      return problem
    },
    counts: (fresh = false) => {
      const now = performance.now()
      if (fresh || counted === undefined || now - counted.at > countsMs) counted = { at: now, counts: queueCounts(store, id) }
      return counted.counts
    },
    query: (text) => inference.query(text),
    warm: () => inference.warm(),
    takeUpAgain: () => {
      if (takeUpAgain(store, id) > 0) counted = undefined
    },
    close: () => {
      running = false
      inference.close()
      commit()
    },
  }
}
