import { fileURLToPath } from 'node:url'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import type { FromInference, InferenceArgs } from './embed/protocol.ts'

// One file is the child and the thread beside it, so that a bundler has one entry to find. Imports wait until it is
// known which of them this is: the thread must not load ONNX Runtime.
if (isMainThread) {
  const { childArgs, parentChannel } = await import('./child-channel.ts')
  const { serveInference } = await import('./embed/serve-inference.ts')
  const channel = parentChannel()
  const args = childArgs<InferenceArgs>()
  const thread = new Worker(fileURLToPath(import.meta.url), { workerData: args })
  serveInference(channel, thread, args).catch((error: unknown) => {
    channel.post({ type: 'unusable', detail: String(error) } satisfies FromInference)
    setTimeout(() => process.exit(1), 200)
  })
} else {
  const { prepareBeside } = await import('./embed/preparing-thread.ts')
  prepareBeside(parentPort!, workerData as InferenceArgs)
}
