import { parseArgs } from 'node:util'
import { run } from '../accept/magpie.ts'
import { measureEmbedding } from '../measure-embedding.ts'
import { measureVectors } from '../measure-vectors.ts'
import { measureExtraction } from './extraction.ts'
import { show } from './figures.ts'
import { measureChange, measureIndexing, slowdownOfEmbedding, slowdownOfIngest } from './indexing.ts'
import { measureKeywordPlan } from './keyword-plan.ts'
import { measureLatency } from './latency.ts'
import { againstRecoll } from './recoll.ts'
import { measureWindow } from './window.ts'

/** `npm run bench [-- SUBJECT …]`: figures of this machine now. Compare ratios, not milliseconds: machines are noisy. */
const subjects: Readonly<Record<string, () => Promise<void> | void>> = {
  indexing: async () => {
    const indexing = await measureIndexing(10_000, 1_000)
    show('query p95 during ingest / idle', slowdownOfIngest(indexing).toFixed(2))
    show('query p95 during embedding / idle', slowdownOfEmbedding(indexing).toFixed(2))
    await measureChange(10)
  },
  queries: async () => {
    await measureLatency(10_000)
    await measureLatency(100_000)
  },
  recoll: () => {
    const recoll = againstRecoll(10_000)
    if (recoll === null) {
      show('recollindex', 'not installed (Debian packages recoll and time)')
      return
    }
    const { ours, theirs, cpuRatio, sizeRatio } = recoll
    show('processor seconds, ours / theirs', `${ours.cpuSeconds.toFixed(1)} / ${theirs.cpuSeconds.toFixed(1)} = ${cpuRatio.toFixed(2)}`)
    show('index, ours / theirs', `${(ours.bytes / 1e6).toFixed(0)} / ${(theirs.bytes / 1e6).toFixed(0)} MB = ${sizeRatio.toFixed(2)}`)
  },
  plan: () => show('p95, rarer half / plain OR', measureKeywordPlan(300_000, 200).p95Ratio.toFixed(2)),
  vectors: async () => void (await measureVectors()),
  extraction: measureExtraction,
  embedding: async () => void (await measureEmbedding()),
  window: async () => {
    await run('npm', ['run', '--silent', 'build:renderer'])
    await measureWindow(100_000)
  },
}

const { positionals } = parseArgs({ allowPositionals: true })
const unknown = positionals.filter((name) => !Object.hasOwn(subjects, name))
if (unknown.length > 0) {
  console.error(`No such subject: ${unknown.join(', ')}. There are: ${Object.keys(subjects).join(', ')}.`)
  process.exit(2)
}
for (const [name, measure] of Object.entries(subjects)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue
  console.log(`\n${name}`)
  await measure()
}
