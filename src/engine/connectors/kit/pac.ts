import { once } from 'node:events'
import { extname, join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { PacMessage } from './pac-thread.ts'

/** A PAC script at work. */
export interface Pac {
  /** What it says of the way to a URL's origin, such as `PROXY a:8080; DIRECT`. Rejects when it fails or hangs. */
  ask(url: URL): Promise<string>
}

/** How long it may take to answer, with the names that it looks up, in ms. */
const answeringMs = 5_000
const thread = join(import.meta.dirname, `pac-thread${extname(import.meta.filename)}`)

/**
 * A PAC script, which somebody else wrote, in a JavaScript engine inside WebAssembly: it can call the PAC functions (which
 * look up names) and nothing else, in bounded memory, and in a thread of its own that is ended when it hangs. Rejects when
 * it is no PAC script.
 */
export async function openPac(script: string): Promise<Pac> {
  const worker = new Worker(thread, { workerData: script })
  worker.unref()
  let ended = false
  worker
    .on('error', () => {})
    .once('exit', () => {
      ended = true
    })
  const reply = async (): Promise<PacMessage> => {
    try {
      const [message] = (await once(worker, 'message', { signal: AbortSignal.timeout(answeringMs) })) as [PacMessage]
      return message
    } catch (error) {
      await worker.terminate()
      throw new Error('the PAC script does not come to an end', { cause: error })
    }
  }
  const first = await reply()
  if ('error' in first) {
    await worker.terminate()
    throw new Error(first.error)
  }
  let last: Promise<unknown> = Promise.resolve()
  return {
    ask: ({ origin }) => {
      // One at a time, and without path and query, which are nobody's business.
      const asked = last.then(async () => {
        if (ended) throw new Error('the PAC script was ended')
        worker.postMessage(`${origin}/`)
        const message = await reply()
        if ('answer' in message) return message.answer
        throw new Error('error' in message ? message.error : 'no answer')
      })
      last = asked.catch(() => undefined)
      return asked
    },
  }
}
