import { setImmediate as turn } from 'node:timers/promises'
import type { Worker } from 'node:worker_threads'
import type { Channel } from '../../shared/rpc.ts'
import { fullBatch, smallBatch, type Tokens, takeBatch } from './batches.ts'
import { loadModels } from './manifest.ts'
import { openModel } from './model-session.ts'
import type { FromThread, ToThread } from './preparing-thread.ts'
import type { FromInference, InferenceArgs, ToInference } from './protocol.ts'

/** For this long after a query batches are small, in ms: the next one is likely. */
const searchingMs = 2_000
/** For this long after a query no batch begins, in ms: the search itself wants the processor, and a typist's next query comes soon ... */
const holdMs = 250
/** ... unless none has begun for this long, in ms: queries without end must not bring embedding to a stop. */
const longestHoldMs = 400

/**
 * The inference child: embeds queries at once and passages in batches of like length. ONNX Runtime blocks this thread
 * while it runs, so a worker thread (`prepareBeside`) prepares the next texts and finishes the last ones meanwhile.
 */
export async function serveInference(channel: Channel, thread: Worker, args: InferenceArgs): Promise<void> {
  const post = (message: FromInference) => channel.post({ ...message } as never)
  const tell = (message: ToThread, transfer: readonly ArrayBuffer[] = []) => thread.postMessage(message, [...transfer])
  const waiting: Tokens[] = []
  const queries: { readonly id: number; readonly ids: Int32Array }[] = []
  /** Queries that the thread has not yet turned into tokens. No batch begins meanwhile: the query would wait for it. */
  let queriesComing = 0
  let queriedAt = Number.NEGATIVE_INFINITY
  let begunAt = Number.NEGATIVE_INFINITY
  let wake = () => {}

  channel.onMessage((json) => {
    const message = json as unknown as ToInference
    if (message.type === 'query') {
      queriesComing++
      queriedAt = performance.now()
    }
    if (message.type === 'forget') waiting.splice(0)
    tell(message)
  })
  const threadReady = new Promise<void>((resolve, reject) => {
    thread.on('error', reject)
    thread.on('message', (message: FromThread) => {
      if (message.type === 'ready') resolve()
      else if (message.type === 'passage') waiting.push(message)
      else if (message.type === 'finished') post({ ...message, type: 'vectors', rss: process.memoryUsage.rss() })
      else if (message.type === 'query') queries.push(message)
      else post(message)
      if (message.type === 'query' || message.type === 'query-failed') queriesComing--
      wake()
    })
  })

  const manifest = loadModels(args.resources).find(({ name }) => name === args.model)
  if (manifest === undefined) throw new Error(`there is no model ${args.model}`)
  const [embed] = await Promise.all([openModel(manifest, args), threadReady])
  thread.on('error', (error) => {
    throw error
  })
  post({ type: 'ready', rss: process.memoryUsage.rss() })

  /** Waits until something arrives, or for so many milliseconds. */
  const pause = (ms?: number) =>
    new Promise<void>((resolve) => {
      const timer = ms === undefined ? undefined : setTimeout(resolve, ms)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })

  for (;;) {
    // Lets messages in: they lie in the pipe while the model runs.
    await turn()
    const query = queries.shift()
    if (query !== undefined) {
      await answerQuery(query.id, query.ids)
      queriedAt = performance.now()
      continue
    }
    const now = performance.now()
    const hold = Math.min(queriedAt + holdMs, begunAt + longestHoldMs) - now
    if (queriesComing > 0 || waiting.length === 0) await pause()
    else if (hold > 0) await pause(hold)
    else {
      begunAt = now
      await embedBatch(takeBatch(waiting, now - queriedAt < searchingMs ? smallBatch : fullBatch))
    }
  }

  async function answerQuery(id: number, ids: Int32Array): Promise<void> {
    try {
      const vector = await embed([ids])
      post({ type: 'query', id, vector: Buffer.from(vector.buffer).toString('base64') })
    } catch (error) {
      post({ type: 'query-failed', id, detail: String(error) })
    }
  }

  async function embedBatch(batch: readonly Tokens[]): Promise<void> {
    const hashes = batch.map(({ hash }) => hash)
    try {
      const vectors = await embed(batch.map(({ ids }) => ids))
      const tokens = batch.reduce((sum, { ids }) => sum + ids.length, 0)
      tell({ type: 'finish', hashes, vectors, tokens }, [vectors.buffer as ArrayBuffer])
    } catch (error) {
      post({ type: 'failed', hashes, detail: String(error) })
    }
  }
}
