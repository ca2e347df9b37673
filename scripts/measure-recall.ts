import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadModels, type ModelManifest, modelsFolder } from '../src/engine/embed/manifest.ts'
import { type Quantization, quantize } from '../src/engine/embed/quantize.ts'
import { makeSketcher } from '../src/engine/embed/sketch.ts'
import { openEngine, sourceResources, spawnNodeChild } from '../src/engine/index.ts'
import { createVectorIndex } from '../src/engine/search/vector.ts'
import { useModel as addModel, nextPassages } from '../src/engine/store/embed-queue.ts'
import { insertSource } from '../src/engine/store/sources.ts'
import { openReader, openStore } from '../src/engine/store/store.ts'
import { openOracle } from '../src/engine/store/vec0.fixture.ts'
import { addBareDocuments } from '../src/engine/store/vectors.fixture.ts'
import { openDirectModel } from './eval/direct-model.ts'

const k = 20
const atATime = 1_000

/** What people keep, and what they ask. */
export interface Collection {
  /** Folders of documents that the engine can read. */
  readonly folders: readonly string[]
  readonly texts: readonly { readonly name: string; readonly text: string }[]
  readonly questions: readonly string[]
}

export interface RecallFigures {
  readonly model: string
  readonly passages: number
  readonly questions: number
  /** Of the 20 passages that exact float32 search finds first, the share that search by meaning finds first too. */
  readonly recall: number
}

/** Cuts the collection into passages as the engine does, and asks every model's real vectors, exactly and as the index does. */
export async function measureRecall(collection: Collection): Promise<readonly RecallFigures[]> {
  const place = mkdtempSync(join(tmpdir(), 'magpie-recall-'))
  try {
    const passages = await passagesOf(collection, place)
    const figures: RecallFigures[] = []
    for (const manifest of loadModels(sourceResources)) {
      figures.push(await recallOf(manifest, passages, collection.questions, join(place, manifest.name)))
    }
    return figures
  } finally {
    rmSync(place, { recursive: true, force: true })
  }
}

/** The distinct texts that would be embedded. */
async function passagesOf({ folders, texts }: Collection, place: string): Promise<readonly string[]> {
  const home = join(place, 'home')
  const loose = join(place, 'texts')
  mkdirSync(loose)
  for (const { name, text } of texts) writeFileSync(join(loose, name), text)
  const engine = await openEngine({
    home,
    host: 'cli',
    resources: sourceResources,
    version: '0',
    spawn: spawnNodeChild,
    capabilities: [],
    background: false,
  })
  for (const path of [loose, ...folders]) await engine.client.call('sources.add', { connector: 'folder', settings: { path } })
  await engine.client.call('sync.run', { embed: false })
  await engine.close()
  const store = openStore(home)
  try {
    return nextPassages(store, addModel(store, 'every-passage'), 1_000_000).map(({ text }) => text)
  } finally {
    store.close()
  }
}

async function recallOf(
  manifest: ModelManifest,
  passages: readonly string[],
  questions: readonly string[],
  home: string,
): Promise<RecallFigures> {
  const model = await openDirectModel(manifest)
  const quantization = JSON.parse(
    readFileSync(join(modelsFolder(sourceResources), manifest.name, manifest.quantization), 'utf8'),
  ) as Quantization
  const sketch = makeSketcher(quantization)
  const store = openStore(home)
  const oracle = openOracle(manifest.dimensions)
  const modelId = addModel(store, manifest.name)
  const { id: source } = insertSource(store, { connector: 'folder', name: 'all', account: '/all', settings: {} })
  for (let at = 0; at < passages.length; at += atATime) {
    const some = passages.slice(at, at + atATime)
    const vectors = await model.embed(some, 'passage')
    const rows = vectors.map((vector, i) => ({
      hash: createHash('sha256').update(some[i]!).digest('hex').slice(0, 32),
      v: quantize(vector, quantization),
      sketch: sketch(vector),
    }))
    const chunks = addBareDocuments(
      store,
      modelId,
      rows.map((row) => ({ source, mimeType: 'text/plain', updatedAt: null, vectors: [row] })),
    )
    chunks.forEach((chunk, i) => {
      oracle.add(chunk, vectors[i]!)
    })
  }
  store.close()
  const reader = openReader(home)
  try {
    const index = createVectorIndex(reader, modelId, quantization, manifest.candidates)
    let found = 0
    for (const question of await model.embed(questions, 'query')) {
      const exact = new Set(oracle.nearest(question, k))
      found += index.query(question, null, k).filter((match) => exact.has(match.chunkId)).length
    }
    return { model: manifest.name, passages: passages.length, questions: questions.length, recall: found / (k * questions.length) }
  } finally {
    reader.close()
    oracle.close()
  }
}
