import type { Deadline } from './deadline.ts'

/** Larger answers that must be whole in memory are not believed, in bytes. */
const mostBytes = 128 << 20

/** The whole body. Rejects when it breaks off, goes silent or is absurdly large. */
export async function readWhole(response: Response, deadline: Deadline): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body ?? []) {
    deadline.restart()
    chunks.push(chunk)
    size += chunk.byteLength
    if (size > mostBytes) throw new Error(`More than ${mostBytes} bytes came`)
  }
  return chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks, size)
}

/**
 * The same body, chunk by chunk. Whatever ends it calls `ended` once: its end, a break, silence, whoever reads it. A reader
 * that forgets it loses it when the deadline is over, so that it holds no connection for ever.
 */
export function watchBody(
  body: ReadableStream<Uint8Array>,
  deadline: Deadline,
  ended: () => void,
  explain: (error: unknown) => unknown,
): ReadableStream<Uint8Array> {
  const reader = body.getReader()
  let over = false
  const end = () => {
    if (over) return
    over = true
    deadline.signal.removeEventListener('abort', end)
    deadline.stop()
    ended()
  }
  deadline.signal.addEventListener('abort', end)
  return new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        try {
          deadline.signal.throwIfAborted()
          deadline.restart()
          const { done, value } = await reader.read()
          if (value !== undefined) controller.enqueue(value)
          if (!done) return deadline.restart()
          end()
          controller.close()
        } catch (error) {
          end()
          controller.error(explain(error))
        }
      },
      cancel: async (reason) => {
        end()
        await reader.cancel(reason)
      },
    },
    { highWaterMark: 0 },
  )
}
