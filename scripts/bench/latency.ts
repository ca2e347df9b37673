import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadModels, modelsFolder } from '../../src/engine/embed/manifest.ts'
import { type Quantization, quantize } from '../../src/engine/embed/quantize.ts'
import { makeSketcher } from '../../src/engine/embed/sketch.ts'
import { syntheticTexts } from '../../src/engine/embed/synthetic.fixture.ts'
import { sourceResources } from '../../src/engine/index.ts'
import { useModel as addModel, nextPassages } from '../../src/engine/store/embed-queue.ts'
import { openStore } from '../../src/engine/store/store.ts'
import { commitVectors } from '../../src/engine/store/vectors.ts'
import type { SearchMode } from '../../src/shared/model.ts'
import { questions, writeNotes } from './corpus.ts'
import { ask, openBenchEngine } from './engine.ts'
import { latency, show } from './figures.ts'

const model = 'all-MiniLM-L6-v2'
/** A note of the generated corpus has about so many passages. */
const passagesPerNote = 10
const modes: readonly SearchMode[] = ['keyword', 'semantic', 'hybrid']

/**
 * Query latency by mode on an index of about so many chunks: real words, the real model for the questions, and seeded
 * vectors for the passages, since embedding them all would take longer than everything else together.
 */
export async function measureLatency(chunks: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'magpie-latency-'))
  try {
    const corpus = writeNotes(join(folder, 'notes'), Math.round(chunks / passagesPerNote))
    const first = await openBenchEngine(folder)
    await first.client.call('settings.set', { key: 'model', value: model })
    await first.client.call('sources.add', { connector: 'folder', settings: { path: join(folder, 'notes') } })
    await first.client.call('sync.run', { embed: false })
    await first.close()
    fillVectors(join(folder, 'home'))
    const engine = await openBenchEngine(folder)
    try {
      const asked = questions(corpus.words, 200, 4)
      const { chunks: there } = await engine.client.call('status', {})
      await ask(engine, asked.slice(0, 20), 'hybrid')
      for (const mode of modes) show(`query, ${mode}, ${there} chunks`, latency(await ask(engine, asked, mode)))
    } finally {
      await engine.close()
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Gives every passage that waits for one a vector that lies as real ones do. */
function fillVectors(home: string): void {
  const manifest = loadModels(sourceResources).find(({ name }) => name === model)!
  const file = join(modelsFolder(sourceResources), model, manifest.quantization)
  const quantization = JSON.parse(readFileSync(file, 'utf8')) as Quantization
  const sketch = makeSketcher(quantization)
  const texts = syntheticTexts(1)
  const store = openStore(home)
  const modelId = addModel(store, model)
  for (;;) {
    const waiting = nextPassages(store, modelId, 4_000)
    if (waiting.length === 0) break
    const vectors: Float32Array[] = []
    while (vectors.length < waiting.length) vectors.push(...texts.nextDocument())
    commitVectors(
      store,
      modelId,
      waiting.map(({ hash }, i) => ({ hash, v: quantize(vectors[i]!, quantization), sketch: sketch(vectors[i]!) })),
    )
  }
  store.close()
}
