import { MagpieError } from '../../shared/problem.ts'
import type { Child, Spawn } from '../children.ts'
import type { EncodedVector, FromInference, InferenceArgs, Passage, ToInference } from './protocol.ts'

/** What the owner of an inference child is told. */
export interface InferenceEvents {
  vectors(vectors: readonly EncodedVector[], tokens: number): void
  /** These passages were refused; the child lives on. */
  failed(hashes: readonly string[], detail: string): void
  /** The child ended by itself. `underWay` are the passages it had been given and not answered; `loaded` is false when it had not even its model yet. */
  died(underWay: readonly Passage[], loaded: boolean): void
  /** It died too often without answering anything, or cannot load the model. It stays ended until `revive`. */
  gaveUp(detail: string): void
  /** It can be given work again. */
  ready(): void
}

/** The child that runs one model. It is started when first needed, and again when it dies. */
export interface Inference {
  /** Gives it passages to embed; what comes of them is an event. */
  embed(passages: readonly Passage[]): void
  /** The vector of a query, ahead of every passage not yet begun. Rejects with `model-missing` when the model cannot be run. */
  query(text: string): Promise<Float32Array>
  /** Passages given and not answered, by hash. */
  readonly underWay: ReadonlyMap<string, Passage>
  /** False while it winds down for a restart, or gave up: passages given now would be lost time. */
  takesWork(): boolean
  /** Takes back passages that were not begun. */
  forget(): void
  /** Starts it, if it does not run, before it is needed. */
  warm(): void
  /** Forgets how often it died, and lets it start again if it gave up. */
  revive(): void
  close(): void
}

export interface InferenceLimits {
  /** Memory of the process, in bytes, beyond which it is replaced between two batches. */
  readonly rss: number
  /** A child that says nothing for so long while it has work is killed, in ms. */
  readonly silenceMs: number
  /** Wait before the second start in a row; it doubles each time, to at most `longestWaitMs`. */
  readonly firstWaitMs: number
  readonly longestWaitMs: number
  /** Deaths in a row, without any answer between, after which it gives up. */
  readonly deaths: number
}

export const usualLimits: InferenceLimits = { rss: 1.6e9, silenceMs: 90_000, firstWaitMs: 500, longestWaitMs: 30_000, deaths: 6 }

interface Asked {
  readonly text: string
  readonly answer: (vector: Float32Array) => void
  readonly fail: (error: MagpieError) => void
  /** Children that died while they had it. */
  deaths: number
}

export function createInference(
  spawn: Spawn,
  args: InferenceArgs,
  events: InferenceEvents,
  limits: InferenceLimits = usualLimits,
): Inference {
  const underWay = new Map<string, Passage>()
  const queries = new Map<number, Asked>()
  let child: Child | undefined
  let lastId = 0
  let deaths = 0
  let loaded = false
  let state: 'open' | 'winding-down' | 'gave-up' | 'closed' = 'open'
  let restart: NodeJS.Timeout | undefined
  let silence: NodeJS.Timeout | undefined

  const post = (message: ToInference) => child?.post({ ...message } as never)
  const hasWork = () => underWay.size > 0 || queries.size > 0
  const missing = (detail: string) => new MagpieError('model-missing', { name: args.model }, detail)

  function start(): void {
    if (child !== undefined || state === 'closed' || state === 'gave-up') return
    clearTimeout(restart)
    restart = undefined
    state = 'open'
    loaded = false
    const started = spawn('inference', { ...args })
    child = started
    started.onMessage((message) => child === started && hear(message as unknown as FromInference))
    started.onClose(() => child === started && ended())
    if (underWay.size > 0) post({ type: 'passages', passages: [...underWay.values()] })
    for (const [id, { text }] of queries) post({ type: 'query', id, text })
    listen()
  }

  function startUnlessWaiting(): void {
    if (restart === undefined) start()
  }

  /** Counts silence from now; none counts while there is nothing to do. */
  function listen(): void {
    clearTimeout(silence)
    silence = hasWork() ? setTimeout(() => child?.kill(), limits.silenceMs) : undefined
  }

  function hear(message: FromInference): void {
    if (message.type === 'ready') {
      loaded = true
      events.ready()
    } else if (message.type === 'unusable') giveUp(message.detail)
    else if (message.type === 'vectors') {
      deaths = 0
      const known = message.vectors.filter(({ hash }) => underWay.delete(hash))
      if (message.rss > limits.rss) state = 'winding-down'
      events.vectors(known, message.tokens)
    } else if (message.type === 'failed') {
      const known = message.hashes.filter((hash) => underWay.delete(hash))
      events.failed(known, message.detail)
    } else {
      deaths = 0
      const asked = queries.get(message.id)
      queries.delete(message.id)
      if (message.type === 'query') asked?.answer(decode(message.vector))
      else asked?.fail(missing(message.detail))
    }
    listen()
    if (state === 'winding-down' && !hasWork()) replace()
  }

  function replace(): void {
    const old = child
    child = undefined
    old?.kill()
    start()
    events.ready()
  }

  function ended(): void {
    child = undefined
    clearTimeout(silence)
    const lost = [...underWay.values()]
    underWay.clear()
    if (state === 'closed' || state === 'gave-up') return
    deaths++
    for (const [id, asked] of queries) {
      if (++asked.deaths < 2) continue
      queries.delete(id)
      asked.fail(missing('the process that embeds ended twice'))
    }
    if (deaths >= limits.deaths) giveUp(`it ended ${deaths} times in a row`)
    else {
      const wait = deaths === 1 ? 0 : Math.min(limits.longestWaitMs, limits.firstWaitMs * 2 ** (deaths - 2))
      restart = setTimeout(start, wait)
    }
    events.died(lost, loaded)
  }

  function giveUp(detail: string): void {
    if (state === 'closed' || state === 'gave-up') return
    state = 'gave-up'
    clearTimeout(restart)
    restart = undefined
    clearTimeout(silence)
    const old = child
    child = undefined
    old?.kill()
    underWay.clear()
    for (const asked of queries.values()) asked.fail(missing(detail))
    queries.clear()
    events.gaveUp(detail)
  }

  return {
    underWay,
    embed: (passages) => {
      for (const passage of passages) underWay.set(passage.hash, passage)
      if (child === undefined) startUnlessWaiting()
      else post({ type: 'passages', passages })
      listen()
    },
    query: (text) =>
      new Promise((answer, fail) => {
        if (state === 'closed' || state === 'gave-up') return fail(missing('it does not run'))
        const id = ++lastId
        queries.set(id, { text, answer, fail, deaths: 0 })
        // Somebody waits: no time to let a child rest that died before.
        if (child === undefined) start()
        else post({ type: 'query', id, text })
        listen()
      }),
    takesWork: () => state === 'open',
    forget: () => {
      underWay.clear()
      post({ type: 'forget' })
    },
    warm: startUnlessWaiting,
    revive: () => {
      if (state === 'gave-up') state = 'open'
      deaths = 0
    },
    close: () => {
      state = 'closed'
      clearTimeout(restart)
      clearTimeout(silence)
      for (const asked of queries.values()) asked.fail(new MagpieError('engine-gone'))
      queries.clear()
      child?.kill()
      child = undefined
    },
  }
}

function decode(base64: string): Float32Array {
  const bytes = Uint8Array.from(Buffer.from(base64, 'base64'))
  return new Float32Array(bytes.buffer)
}
