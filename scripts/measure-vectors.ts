import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Quantization, quantize } from '../src/engine/embed/quantize.ts'
import { makeSketcher } from '../src/engine/embed/sketch.ts'
import { seeded, syntheticTexts } from '../src/engine/embed/synthetic.fixture.ts'
import { createVectorIndex } from '../src/engine/search/vector.ts'
import { useModel as addModel } from '../src/engine/store/embed-queue.ts'
import { insertSource } from '../src/engine/store/sources.ts'
import { openReader, openStore } from '../src/engine/store/store.ts'
import { openOracle } from '../src/engine/store/vec0.fixture.ts'
import { addBareDocuments, type BareDocument } from '../src/engine/store/vectors.fixture.ts'
import { percentile, show } from './bench/figures.ts'

const k = 20
const dimensions = 384

/** Times in ms. Each kind was asked in turn, query by query, so that what else the machine does falls on all of them. */
export interface VectorFigures {
  readonly count: number
  readonly exact: readonly number[]
  readonly ours: readonly number[]
  /** With a filter that lets a fifth of the documents pass. */
  readonly filtered: readonly number[]
  /** Of the `k` nearest by exact float32, the share that was found. */
  readonly recall: number
  /** From nothing in memory to the first answer. */
  readonly firstMs: number
}

/** Builds an index of seeded vectors and asks it and a `vec0` float32 table the same questions. */
export function measureVectorQueries(count: number, questions: number, exactEvery = 1): VectorFigures {
  const folder = mkdtempSync(join(tmpdir(), 'magpie-vectors-'))
  const built = build(folder, count, questions)
  const reader = openReader(folder)
  try {
    const index = createVectorIndex(reader, 1, built.quantization)
    const start = performance.now()
    index.query(built.questions[0]!, null, k)
    const firstMs = performance.now() - start
    const figures = { exact: [] as number[], ours: [] as number[], filtered: [] as number[] }
    const sources = new Set([built.sources[0]!])
    let found = 0
    let wanted = 0
    built.questions.forEach((question, i) => {
      const plain = () => timed(figures.ours, () => index.query(question, null, k))
      const filtered = () => timed(figures.filtered, () => index.query(question, { sources }, k))
      // Whoever comes second finds warmer caches: each does half of the time.
      if (i % 2 === 1) filtered()
      const ours = plain()
      if (i % 2 === 0) filtered()
      if (i % exactEvery !== 0) return
      const exact = new Set(timed(figures.exact, () => built.oracle.nearest(question, k)))
      found += ours.filter((match) => exact.has(match.chunkId)).length
      wanted += k
    })
    return { count, ...figures, recall: found / wanted, firstMs }
  } finally {
    reader.close()
    built.oracle.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Prints the figures for 100,000 chunks beside the bars that the index promises to hold. */
export function measureVectors(count = 100_000): VectorFigures {
  const figures = measureVectorQueries(count, 300, Math.max(1, Math.round(count / 100_000) * 3))
  const ours = percentile(figures.ours, 0.5)
  const exact = percentile(figures.exact, 0.5)
  const filtered = percentile(figures.filtered, 0.5)
  show(`vector query, ${count} chunks`, `p50 ${ours.toFixed(2)} ms, p95 ${percentile(figures.ours, 0.95).toFixed(2)} ms`)
  show('p50 / p50 of a vec0 float32 query (bar .05)', `${(ours / exact).toFixed(4)} (${exact.toFixed(1)} ms)`)
  show('p50 filtered / unfiltered (bar 1.3)', (filtered / ours).toFixed(2))
  show('recall@20 against exact float32 (bar .98)', figures.recall.toFixed(4))
  show('load and first query', `${figures.firstMs.toFixed(0)} ms`)
  return figures
}

function build(folder: string, count: number, questions: number) {
  const store = openStore(folder)
  addModel(store, 'synthetic')
  const sources = Array.from(
    { length: 5 },
    (_, i) => insertSource(store, { connector: 'folder', name: `${i}`, account: `/${i}`, settings: {} }).id,
  )
  const oracle = openOracle(dimensions, join(folder, 'vec0.db'))
  const texts = syntheticTexts(1)
  const random = seeded(2)
  const quantization = constantsOf(Array.from({ length: 2500 }, () => texts.nextDocument()).flat())
  const sketch = makeSketcher(quantization)
  const asked: Float32Array[] = []
  let made = 0
  while (made < count) {
    const batch: BareDocument[] = []
    const vectors: Float32Array[] = []
    while (vectors.length < 2000 && made + vectors.length < count) {
      const passages = texts.nextDocument().slice(0, count - made - vectors.length)
      batch.push({
        source: sources[Math.floor(random() * sources.length)]!,
        mimeType: 'text/plain',
        updatedAt: Math.floor(random() * 1e12),
        vectors: passages.map((vector, i) => ({
          hash: (made + vectors.length + i).toString(16).padStart(32, '0'),
          v: quantize(vector, quantization),
          sketch: sketch(vector),
        })),
      })
      vectors.push(...passages)
    }
    addBareDocuments(store, 1, batch).forEach((chunk, i) => {
      oracle.add(chunk, vectors[i]!)
    })
    made += vectors.length
    while (asked.length < Math.floor((questions * made) / count))
      asked.push(texts.questionFor(vectors[Math.floor(random() * vectors.length)]!))
  }
  store.close()
  return { oracle, quantization, questions: asked, sources }
}

/** As a model's constants are made: the mean, and what 99.99 % of the centred numbers stay below. */
export function constantsOf(vectors: readonly Float32Array[]): Quantization {
  const mean = new Array<number>(dimensions).fill(0)
  for (const vector of vectors) for (let i = 0; i < dimensions; i++) mean[i]! += vector[i]! / vectors.length
  const sizes = Float32Array.from(vectors.flatMap((vector) => Array.from(vector, (x, i) => Math.abs(x - mean[i]!)))).sort()
  return { dimensions, mean, clip: sizes[Math.floor(sizes.length * 0.9999)]! }
}

function timed<T>(into: number[], work: () => T): T {
  const start = performance.now()
  const answer = work()
  into.push(performance.now() - start)
  return answer
}

if (import.meta.main) measureVectors(Number(process.argv[2] ?? 100_000))
