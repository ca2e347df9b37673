import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { MessagePort } from 'node:worker_threads'
import { loadModels, type ModelManifest, modelsFolder } from './manifest.ts'
import type { EncodedVector, InferenceArgs, Passage } from './protocol.ts'
import { type Quantization, quantize } from './quantize.ts'
import { makeSketcher } from './sketch.ts'
import { encodeVector } from './stored-vector.ts'
import { openTokenizer, type Tokenize } from './tokenizer.ts'

/** Work for the thread beside the model, which blocks its own while it runs. */
export type ToThread =
  | { readonly type: 'passages'; readonly passages: readonly Passage[] }
  | { readonly type: 'query'; readonly id: number; readonly text: string }
  /** Vectors, one after the other, of the texts with these hashes. */
  | { readonly type: 'finish'; readonly hashes: readonly string[]; readonly vectors: Float32Array; readonly tokens: number }
  | { readonly type: 'forget' }

export type FromThread =
  | { readonly type: 'ready' }
  | { readonly type: 'passage'; readonly hash: string; readonly ids: Int32Array }
  | { readonly type: 'query'; readonly id: number; readonly ids: Int32Array }
  | { readonly type: 'finished'; readonly vectors: readonly EncodedVector[]; readonly tokens: number }
  | { readonly type: 'failed'; readonly hashes: readonly string[]; readonly detail: string }
  | { readonly type: 'query-failed'; readonly id: number; readonly detail: string }

/**
 * Does what comes before and after the model while the model runs: turns texts into tokens and vectors into what the
 * index stores. One small thing at a time, queries before all else.
 */
export function prepareBeside(port: MessagePort, { resources, model }: InferenceArgs): void {
  const manifest = loadModels(resources).find(({ name }) => name === model)!
  const tokenize = openTokenizer(resources, manifest)
  const encode = encoder(resources, manifest)
  const post = (message: FromThread) => port.postMessage(message)
  const waiting: Passage[] = []
  let stepping = false

  const step = () => {
    const passage = waiting.shift()
    if (passage === undefined) {
      stepping = false
      return
    }
    post(tokens(tokenize, passage))
    setImmediate(step)
  }
  const messages: { readonly [T in ToThread['type']]: (message: Extract<ToThread, { type: T }>) => void } = {
    passages: ({ passages }) => {
      waiting.push(...passages)
      if (stepping) return
      stepping = true
      setImmediate(step)
    },
    query: ({ id, text }) => {
      try {
        post({ type: 'query', id, ids: tokenize(text, 'query') })
      } catch (error) {
        post({ type: 'query-failed', id, detail: String(error) })
      }
    },
    finish: (batch) => post({ type: 'finished', vectors: encode(batch.hashes, batch.vectors), tokens: batch.tokens }),
    forget: () => waiting.splice(0),
  }
  port.on('message', (message: ToThread) => messages[message.type](message as never))
  post({ type: 'ready' })
}

function tokens(tokenize: Tokenize, { hash, text }: Passage): FromThread {
  try {
    return { type: 'passage', hash, ids: tokenize(text, 'passage') }
  } catch (error) {
    return { type: 'failed', hashes: [hash], detail: String(error) }
  }
}

function encoder(resources: string, { name, quantization: file, dimensions }: ModelManifest) {
  const quantization = JSON.parse(readFileSync(join(modelsFolder(resources), name, file), 'utf8')) as Quantization
  const sketch = makeSketcher(quantization)
  return (hashes: readonly string[], vectors: Float32Array): EncodedVector[] =>
    hashes.map((hash, row) => {
      const vector = vectors.subarray(row * dimensions, (row + 1) * dimensions)
      return encodeVector(hash, quantize(vector, quantization), sketch(vector))
    })
}
