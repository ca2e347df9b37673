import { percentile } from '../bench/figures.ts'
import { measureIndexing, slowdownOfEmbedding, slowdownOfIngest } from '../bench/indexing.ts'
import { measureKeywordPlan } from '../bench/keyword-plan.ts'
import { againstRecoll } from '../bench/recoll.ts'
import { measureEmbedding } from '../measure-embedding.ts'
import { measureVectors } from '../measure-vectors.ts'
import { atLeast, atMost, notRun, type Vow } from './vow.ts'

export const speedPromises: readonly Vow[] = [
  {
    what: 'embedding against bare ONNX Runtime',
    measure: async () =>
      (await measureEmbedding()).map(({ model, ratio }) =>
        atLeast(`embedding, ${model}: tokens/s of bare ONNX Runtime's, same threads`, ratio, model.includes('e5') ? 0.75 : 0.85, 2),
      ),
  },
  {
    what: 'queries while the engine works',
    measure: async () => {
      const figures = await measureIndexing(3_000, 800)
      return [
        atMost('search p95 during ingest / idle', slowdownOfIngest(figures), 2.5, 2),
        atMost('search p95 during embedding / idle', slowdownOfEmbedding(figures), 8, 2),
      ]
    },
  },
  {
    what: 'vectors',
    measure: async () => {
      const { ours, exact, filtered, recall } = measureVectors()
      const typical = (times: readonly number[]) => percentile(times, 0.5)
      return [
        atMost('100k synthetic vectors: p50 / vec0 float32', typical(ours) / typical(exact), 0.05),
        atMost('100k synthetic vectors: filtered / unfiltered p50', typical(filtered) / typical(ours), 1.3, 2),
        atLeast('100k synthetic vectors: recall@20', recall, 0.98),
      ]
    },
  },
  {
    what: 'keyword plan',
    measure: async () => [
      atMost('8-word questions on 300k rows: p95 of the rarer-half plan / plain OR', measureKeywordPlan(300_000, 100).p95Ratio, 0.4, 2),
    ],
  },
  {
    what: 'against recoll',
    measure: async () => {
      const what = '10k generated Markdown files to searchable'
      const figures = againstRecoll(10_000)
      if (figures === null) return [notRun(what, 'recollindex or time is not installed')]
      return [
        atMost(`${what}: processor seconds / recollindex's`, figures.cpuRatio, 0.35, 2),
        atMost(`${what}: index size / recoll's`, figures.sizeRatio, 0.8, 2),
      ]
    },
  },
]
