import { measureEmbedding } from '../measure-embedding.ts'
import { measureVectors } from '../measure-vectors.ts'
import { show } from './figures.ts'
import { measureChange, measureIndexing, slowdown } from './indexing.ts'
import { measureKeywordPlan } from './keyword-plan.ts'
import { measureLatency } from './latency.ts'
import { againstRecoll } from './recoll.ts'

/** `npm run bench`: figures of this machine now. Compare ratios, not milliseconds: machines are noisy. */
console.log('indexing and asking')
const indexing = await measureIndexing(10_000, 1_000)
show('query p95 during ingest / idle', slowdown(indexing.duringIngest, indexing.idle.hybrid).toFixed(2))
show('query p95 during embedding / idle', slowdown(indexing.duringEmbedding, indexing.idle.hybrid).toFixed(2))
await measureChange(10)

console.log('\nqueries by mode')
await measureLatency(10_000)
await measureLatency(100_000)

console.log('\nagainst recoll, 10,000 generated Markdown files')
const recoll = againstRecoll(10_000)
if (recoll === null) show('recollindex', 'not installed (Debian packages recoll and time)')
else {
  show(
    'processor seconds, ours / theirs',
    `${recoll.ours.cpuSeconds.toFixed(1)} / ${recoll.theirs.cpuSeconds.toFixed(1)} = ${recoll.cpuRatio.toFixed(2)}`,
  )
  show(
    'index, ours / theirs',
    `${(recoll.ours.bytes / 1e6).toFixed(0)} / ${(recoll.theirs.bytes / 1e6).toFixed(0)} MB = ${recoll.sizeRatio.toFixed(2)}`,
  )
}

console.log('\nkeyword plan')
show('p95, rarer half / plain OR', measureKeywordPlan(300_000, 200).p95Ratio.toFixed(2))

console.log('\nvectors')
await measureVectors()
console.log('\nembedding')
await measureEmbedding()
