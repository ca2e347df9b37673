import type { Settings } from '../../shared/api.ts'
import type { EmbeddingStatus, Said } from '../../shared/model.ts'
import { MagpieError } from '../../shared/problem.ts'
import type { Spawn } from '../children.ts'
import { dropModel, modelNames } from '../store/embed-queue.ts'
import { documentLanguages, hasChunks, readModelMemory, writeModelMemory } from '../store/model-choice.ts'
import type { Store } from '../store/store.ts'
import { choose, enough } from './choose.ts'
import type { InferenceLimits } from './inference.ts'
import { loadModels, type ModelManifest } from './manifest.ts'
import { createModelWorker, type ModelWorker } from './model-worker.ts'
import { createPace } from './pace.ts'
import { createQueryCache } from './query-cache.ts'

export interface EmbedderOptions {
  readonly store: Store
  readonly spawn: Spawn
  /** Where `models/` lies. */
  readonly resources: string
  readonly settings: () => Pick<Settings, 'model' | 'threads'>
  /** Told a few times a second while something changes. */
  readonly onProgress?: (status: EmbeddingStatus) => void
  readonly limits?: InferenceLimits
}

/** The model whose vectors answer queries. */
export interface Answering {
  /** Its id in the index. */
  readonly id: number
  readonly name: string
  readonly manifest: ModelManifest
}

/** Keeps the vectors of the index complete, in the background, and embeds queries at once. */
export interface Embedder {
  /** A query's vector by the answering model, of length 1. Rejects with `model-missing` when there is none or it cannot be run. */
  embedQuery(text: string): Promise<Float32Array>
  /** Null before the first choice of a model. */
  answering(): Answering | null
  /** Chooses a model if that is due, on whatever is in the index, and embeds until all is done. To be called when a host opens and when a sync ends. */
  wake(): void
  /** While a sync goes on: embeds what has come, once a model is chosen or there are enough documents to choose one. */
  documentsCame(): void
  /** As `wake`, and resolves when all is done, paused, or cannot be done (see `status`). Rejects with the signal's reason. */
  drain(signal?: AbortSignal): Promise<void>
  pause(): void
  /** Goes on, also with what is held back, and tries once more what was set aside. */
  resume(): void
  /**
   * Holds work back that nobody waits for in `drain`: `short` lets a few new documents through, but no long queue. `said` tells a person why.
   */
  holdBack(how: 'go' | 'short' | 'wait', said: Said | null): void
  /** To be called when `model` or `threads` changed. */
  settingsChanged(): void
  status(): EmbeddingStatus
  /** What chooses by itself would choose now; null while nothing is indexed. */
  choose(): string | null
  close(): Promise<void>
}

/** A queue this short is worked off even while another model is being made, so that new documents are found by meaning meanwhile. */
const shortQueue = 512
const announceMs = 250
const noticeMs = 500
/** A search that began with the old model may still be reading its vectors, for so many ms. */
const dropAfterMs = 3_000

const free = { how: 'go', said: null } as const

/** Texts without a vector. */
function lacks(worker: ModelWorker, fresh = false): number {
  const { done, total } = worker.counts(fresh)
  return total - done
}

export function createEmbedder({ store, spawn, resources, settings, onProgress, limits }: EmbedderOptions): Embedder {
  const models = loadModels(resources)
  const pace = createPace()
  const cache = createQueryCache()
  const waiters = new Set<() => void>()
  let memory = readModelMemory(store)
  let threads = settings().threads
  let answering: ModelWorker | undefined
  let next: ModelWorker | undefined
  let paused = false
  let held: { readonly how: 'go' | 'short' | 'wait'; readonly said: Said | null } = free
  let closed = false
  let announcing: NodeJS.Timeout | undefined
  let noticing: NodeJS.Timeout | undefined
  let dropping: NodeJS.Timeout | undefined

  if (models.some(({ name }) => name === memory.answering)) answering = open(memory.answering!)

  function open(model: string): ModelWorker {
    const worker: ModelWorker = createModelWorker(
      store,
      spawn,
      { model, resources, home: store.home, threads },
      {
        progress: (tokens, texts) => {
          pace.add(tokens, texts)
          announce()
        },
        committed: () => {
          // A count of a moment ago is good enough to see that there is much left.
          if (worker === next && answering !== undefined && lacks(next) <= lacks(answering)) switchIfCaughtUp()
        },
        rested: () => {
          if (worker === next && worker.problem === null) switchIfCaughtUp()
          schedule()
        },
      },
      limits,
    )
    return worker
  }

  /** The model there should be: the person's choice, else by the documents' languages. Null while there is too little to choose on. */
  function target(final: boolean): string | null {
    const wanted = settings().model
    if (wanted !== 'auto' && models.some(({ name }) => name === wanted)) return wanted
    if (models.length === 0) return null
    const first = documentLanguages(store, 'first', enough)
    if (first.length < enough && !final) return memory.chosen?.model ?? null
    if (first.length === 0 && !hasChunks(store)) return null
    const chosen = choose(models, first, documentLanguages(store, 'last', enough), memory.chosen)
    remember({ ...memory, chosen })
    return chosen.model
  }

  function remember(now: typeof memory): void {
    if (JSON.stringify(now) === JSON.stringify(memory)) return
    memory = now
    writeModelMemory(store, memory)
  }

  function decide(final: boolean): void {
    const model = target(final)
    if (model === null) return
    if (answering === undefined) answer(open(model))
    else if (model === answering.model) abandonNext()
    else if (next?.model !== model) {
      abandonNext()
      next = open(model)
      pace.reset()
    }
    if (dropping === undefined) dropOthers()
  }

  function answer(worker: ModelWorker): void {
    answering = worker
    remember({ ...memory, answering: worker.model })
  }

  function abandonNext(): void {
    next?.close()
    next = undefined
  }

  /** The next model answers as soon as it lacks no more than the one that answers now. */
  function switchIfCaughtUp(): void {
    if (next === undefined || answering === undefined) return
    if (lacks(next, true) > lacks(answering, true)) return
    const old = answering
    answer(next)
    next = undefined
    old.close()
    dropping ??= setTimeout(dropOthers, dropAfterMs)
    announce()
  }

  function dropOthers(): void {
    clearTimeout(dropping)
    dropping = undefined
    for (const name of modelNames(store)) if (name !== answering?.model && name !== next?.model) dropModel(store, name)
  }

  /** Lets the one worker run whose turn it is, and tells who waits when there is none. */
  function schedule(): void {
    if (closed) return
    const whose = whoseTurn()
    const turn = paused || isHeld() ? undefined : whose
    for (const worker of [answering, next]) if (worker !== turn && worker?.running) worker.stop()
    if (turn !== undefined) turn.run()
    else for (const waiter of waiters) waiter()
    announce()
  }

  /** Whoever waits in `drain` asked for it. */
  function isHeld(): boolean {
    if (held.how === 'go' || waiters.size > 0) return false
    return held.how === 'wait' || [answering, next].some((worker) => worker !== undefined && lacks(worker) > shortQueue)
  }

  function whoseTurn(): ModelWorker | undefined {
    const able = (worker: ModelWorker | undefined) => worker !== undefined && worker.problem === null && lacks(worker, true) > 0
    if (able(answering) && (next === undefined || lacks(answering!) <= shortQueue)) return answering
    return able(next) ? next : undefined
  }

  function go(final: boolean): void {
    if (closed) return
    decide(final)
    schedule()
  }

  /** Problems of the past are no reason not to try again. */
  function retry(): void {
    for (const worker of [answering, next]) if (worker?.problem != null) worker.run()
  }

  function announce(): void {
    if (onProgress === undefined || closed) return
    announcing ??= setTimeout(() => {
      announcing = undefined
      onProgress(status())
    }, announceMs)
  }

  function status(): EmbeddingStatus {
    const worker = next ?? answering
    const { done, total, setAside } = worker?.counts() ?? { done: 0, total: 0, setAside: 0 }
    const working = (answering?.running ?? false) || (next?.running ?? false)
    const problem = worker?.problem ?? null
    const waits = !paused && !working && total > done && isHeld()
    const aside: Said | null = setAside > 0 ? { code: 'passages-set-aside', params: { count: setAside } } : null
    return {
      model: answering?.model ?? '',
      next: worker?.model ?? '',
      done,
      total,
      tokensPerSecond: working ? pace.tokensPerSecond() : null,
      etaSeconds: working ? pace.eta(total - done) : null,
      state: paused || waits ? 'paused' : problem !== null ? 'failed' : working ? 'working' : 'idle',
      problem: problem ?? (waits ? held.said : null) ?? aside,
    }
  }

  return {
    embedQuery: async (text) => {
      const worker = answering
      if (worker === undefined) throw new MagpieError('model-missing', { name: settings().model })
      return cache.get(`${worker.id} ${text}`, () => worker.query(text))
    },
    answering: () =>
      answering === undefined
        ? null
        : { id: answering.id, name: answering.model, manifest: models.find(({ name }) => name === answering?.model)! },
    wake: () => {
      retry()
      go(true)
      answering?.warm()
    },
    documentsCame: () => {
      noticing ??= setTimeout(() => {
        noticing = undefined
        go(false)
      }, noticeMs)
    },
    drain: (signal) =>
      new Promise<void>((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason)
        const end = () => {
          waiters.delete(end)
          signal?.removeEventListener('abort', abort)
          resolve()
        }
        const abort = () => {
          waiters.delete(end)
          schedule()
          reject(signal?.reason)
        }
        waiters.add(end)
        signal?.addEventListener('abort', abort)
        retry()
        go(true)
      }),
    pause: () => {
      paused = true
      pace.reset()
      schedule()
    },
    resume: () => {
      paused = false
      held = free
      answering?.takeUpAgain()
      next?.takeUpAgain()
      retry()
      go(false)
    },
    holdBack: (how, said) => {
      if (how === held.how) return
      held = { how, said }
      schedule()
    },
    settingsChanged: () => {
      if (settings().threads !== threads) reopen()
      go(true)
    },
    status,
    choose: () => target(true),
    close: async () => {
      closed = true
      for (const timer of [announcing, noticing, dropping]) clearTimeout(timer)
      answering?.close()
      next?.close()
      for (const waiter of waiters) waiter()
    },
  }

  /** Threads are set when a model is loaded. */
  function reopen(): void {
    threads = settings().threads
    for (const worker of [answering, next]) worker?.close()
    answering &&= open(answering.model)
    next &&= open(next.model)
  }
}
