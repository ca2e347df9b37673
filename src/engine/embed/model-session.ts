import { join } from 'node:path'
import { AutoModel, env, type PreTrainedModel, Tensor } from '@huggingface/transformers'
import { type ModelManifest, modelsFolder } from './manifest.ts'
import type { InferenceArgs } from './protocol.ts'

/** Turns token ids of texts into their vectors, each of length 1; row after row in one array. Blocks the thread while it works. */
export type Embed = (texts: readonly Int32Array[]) => Promise<Float32Array>

/**
 * How ONNX Runtime is to work. Its memory stays what one batch needs: its arena grows by doubling, is never given back,
 * and its large aligned blocks end an Electron process on macOS (electron #44291, onnxruntime #29763). Threads that wait
 * do not spin, for queries and the engine want those cores.
 */
export const sessionOptions = (threads: number) => ({
  enableCpuMemArena: false,
  enableMemPattern: false,
  intraOpNumThreads: threads,
  interOpNumThreads: 1,
  logSeverityLevel: 3 as const,
  extra: { session: { intra_op: { allow_spinning: '0' } } },
})

/** Loads a model from the shipped files; nothing is ever fetched. */
export async function openModel(manifest: ModelManifest, { resources, home, threads }: InferenceArgs): Promise<Embed> {
  env.allowRemoteModels = false
  env.allowLocalModels = true
  env.localModelPath = modelsFolder(resources)
  env.cacheDir = join(home, 'cache')
  env.useFSCache = false
  const model = await AutoModel.from_pretrained(manifest.name, {
    local_files_only: true,
    dtype: manifest.weights,
    device: 'cpu',
    session_options: sessionOptions(threads),
  })
  return (texts) => embed(model, manifest, texts)
}

async function embed(model: PreTrainedModel, manifest: ModelManifest, texts: readonly Int32Array[]): Promise<Float32Array> {
  const width = Math.max(...texts.map((ids) => ids.length))
  const shape = [texts.length, width]
  const ids = new BigInt64Array(texts.length * width)
  const mask = new BigInt64Array(texts.length * width)
  texts.forEach((text, row) => {
    for (let i = 0; i < text.length; i++) ids[row * width + i] = BigInt(text[i]!)
    mask.fill(1n, row * width, row * width + text.length)
  })
  const inputs: Record<ModelManifest['inputs'][number], () => BigInt64Array> = {
    input_ids: () => ids,
    attention_mask: () => mask,
    token_type_ids: () => new BigInt64Array(ids.length),
  }
  const feeds = Object.fromEntries(manifest.inputs.map((name) => [name, new Tensor('int64', inputs[name](), shape)]))
  const { last_hidden_state: states } = (await model(feeds)) as { last_hidden_state: Tensor }
  const data = states.data as Float32Array<ArrayBuffer>
  const vectors = pool(data, texts, width, manifest)
  // A megabyte a batch, which V8 would give back only by looking through its whole heap every second.
  data.buffer.transfer(0)
  return vectors
}

function pool(states: Float32Array, texts: readonly Int32Array[], width: number, { pooling, dimensions }: ModelManifest): Float32Array {
  const out = new Float32Array(texts.length * dimensions)
  texts.forEach((text, row) => {
    const vector = out.subarray(row * dimensions, (row + 1) * dimensions)
    const tokens = pooling === 'cls' ? 1 : text.length
    for (let token = 0; token < tokens; token++) {
      const from = (row * width + token) * dimensions
      for (let i = 0; i < dimensions; i++) vector[i]! += states[from + i]!
    }
    let squares = 0
    for (const x of vector) squares += x * x
    const length = Math.sqrt(squares) || 1
    for (let i = 0; i < dimensions; i++) vector[i]! /= length
  })
  return out
}
