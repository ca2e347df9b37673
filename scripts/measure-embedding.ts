import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { InferenceSession, Tensor } from 'onnxruntime-node'
import { fullBatch, takeBatch } from '../src/engine/embed/batches.ts'
import { createEmbedder, type Embedder } from '../src/engine/embed/embedder.ts'
import { loadModels, type ModelManifest, modelsFolder } from '../src/engine/embed/manifest.ts'
import { sessionOptions } from '../src/engine/embed/model-session.ts'
import { openTokenizer } from '../src/engine/embed/tokenizer.ts'
import { sourceResources, spawnNodeChild } from '../src/engine/index.ts'
import { dropHome, emptyHome, indexed, openSample, type Sample } from '../src/engine/store/sample.fixture.ts'
import { questions, seeded, vocabulary, zipf } from './bench/corpus.ts'
import { latency, percentile, show } from './bench/figures.ts'

/** Passages are as long as chunks are, in words: about 60 to 130 tokens. */
const shortest = 38
const longest = 82
const perDocument = 20

/** What embedding does on this machine now. Rates are tokens a second without padding; times are ms. */
export interface EmbeddingFigures {
  readonly model: string
  readonly threads: number
  /** From the queue to committed vectors, everything included; one for each round. */
  readonly ours: readonly number[]
  /** ONNX Runtime alone on the same texts in the same batches with the same options, tokens ready, in turn with ours. */
  readonly bare: readonly number[]
  /** Median of the rounds' `ours / bare`. */
  readonly ratio: number
  readonly queryIdle: readonly number[]
  readonly queryWhileEmbedding: readonly number[]
}

/** Embeds `rounds` times `texts` new passages, before or after bare ONNX Runtime does the same in turn; then asks queries. */
export async function measureModel(manifest: ModelManifest, threads: number, rounds = 15, texts = 500): Promise<EmbeddingFigures> {
  const home = emptyHome()
  const sample = openSample(home)
  const embedder = createEmbedder({
    store: sample.store,
    spawn: spawnNodeChild,
    resources: sourceResources,
    settings: () => ({ model: manifest.name, threads }),
  })
  const makePassages = passageSource()
  const bare = await openBare(manifest, threads)
  try {
    const ours: number[] = []
    const theirs: number[] = []
    for (let round = -1; round < rounds; round++) {
      const passages = makePassages(round < 0 ? 40 : texts)
      commit(sample, passages, round)
      const { tokens, run } = bare.prepare(passages)
      const rate = async (work: () => Promise<unknown>) => {
        const start = performance.now()
        await work()
        return (tokens / (performance.now() - start)) * 1_000
      }
      // The first round loads and warms up.
      if (round < 0) {
        await embedder.drain()
        await run()
        continue
      }
      // Who comes second has the machine as the other left it.
      if (round % 2 === 1) theirs.push(await rate(run))
      ours.push(await rate(() => embedder.drain()))
      if (round % 2 === 0) theirs.push(await rate(run))
    }
    const asked = questions(vocabulary(seeded(3), 30_000), 400, 4, manifest.dimensions + threads)
    const queryIdle = await ask(embedder, asked.slice(0, 200), 5)
    commit(sample, makePassages(12_000), rounds)
    embedder.wake()
    await sleep(1_500)
    const queryWhileEmbedding = await ask(embedder, asked.slice(200), 150)
    if (embedder.status().state !== 'working') throw new Error('embedding ended before the queries did')
    const ratio = percentile(
      ours.map((rate, i) => rate / theirs[i]!),
      0.5,
    )
    return { model: manifest.name, threads, ours, bare: theirs, ratio, queryIdle, queryWhileEmbedding }
  } finally {
    await embedder.close()
    await bare.close()
    sample.store.close()
    dropHome(home)
  }
}

/** Prints the figures of every model at the threads given. */
export async function measureEmbedding(threads = 2): Promise<readonly EmbeddingFigures[]> {
  const all: EmbeddingFigures[] = []
  for (const manifest of loadModels(sourceResources)) {
    const figures = await measureModel(manifest, threads)
    all.push(figures)
    const median = (values: readonly number[]) => Math.round(percentile(values, 0.5)).toLocaleString('en')
    show(`${figures.model}: tokens/s, ours / bare`, `${median(figures.ours)} / ${median(figures.bare)} = ${figures.ratio.toFixed(2)}`)
    show(`${figures.model}: query, idle`, latency(figures.queryIdle))
    const slower = percentile(figures.queryWhileEmbedding, 0.95) / percentile(figures.queryIdle, 0.95)
    show(`${figures.model}: query, while embedding`, `${latency(figures.queryWhileEmbedding)}, p95 ${slower.toFixed(1)} x idle`)
  }
  return all
}

function commit(sample: Sample, passages: readonly string[], round: number): void {
  const documents: string[][] = []
  for (let i = 0; i < passages.length; i += perDocument) documents.push(passages.slice(i, i + perDocument))
  sample.commit(documents.map((texts, i) => indexed(`round-${round}/doc-${i}`, texts.join('\n\n'))))
}

function passageSource(): (count: number) => readonly string[] {
  const random = seeded(11)
  const words = vocabulary(random, 30_000)
  const passage = () =>
    Array.from({ length: shortest + Math.floor(random() * (longest - shortest)) }, () => words[zipf(random, words.length)]).join(' ')
  return (count) => Array.from({ length: count }, passage)
}

/** Milliseconds of each query, one every `everyMs`. */
async function ask(embedder: Embedder, asked: readonly string[], everyMs: number): Promise<readonly number[]> {
  const times: number[] = []
  for (const text of asked) {
    const start = performance.now()
    await embedder.embedQuery(text)
    times.push(performance.now() - start)
    await sleep(everyMs)
  }
  return times
}

async function openBare(manifest: ModelManifest, threads: number) {
  const file = join(modelsFolder(sourceResources), manifest.name, 'onnx/model_quantized.onnx')
  const session = await InferenceSession.create(file, sessionOptions(threads))
  const tokenize = openTokenizer(sourceResources, manifest)
  const feeds = (texts: readonly Int32Array[]) => {
    const width = Math.max(...texts.map((ids) => ids.length))
    const tensor = (fill: (ids: Int32Array) => readonly bigint[]) =>
      new Tensor('int64', BigInt64Array.from(texts.flatMap((ids) => [...fill(ids), ...Array<bigint>(width - ids.length).fill(0n)])), [
        texts.length,
        width,
      ])
    const inputs = {
      input_ids: () => tensor((ids) => Array.from(ids, BigInt)),
      attention_mask: () => tensor((ids) => Array<bigint>(ids.length).fill(1n)),
      token_type_ids: () => tensor((ids) => Array<bigint>(ids.length).fill(0n)),
    }
    return Object.fromEntries(manifest.inputs.map((name) => [name, inputs[name]()]))
  }
  return {
    prepare: (passages: readonly string[]) => {
      const waiting = passages.map((text, i) => ({ hash: String(i), ids: tokenize(text, 'passage') }))
      const tokens = waiting.reduce((sum, { ids }) => sum + ids.length, 0)
      const batches: Record<string, Tensor>[] = []
      while (waiting.length > 0) batches.push(feeds(takeBatch(waiting, fullBatch).map(({ ids }) => ids)))
      const run = async () => {
        for (const batch of batches) await session.run(batch)
      }
      return { tokens, run }
    },
    close: () => session.release(),
  }
}

if (import.meta.main) await measureEmbedding()
