import { tmpdir } from 'node:os'
import { fullBatch, takeBatch } from '../../src/engine/embed/batches.ts'
import type { ModelManifest } from '../../src/engine/embed/manifest.ts'
import { openModel } from '../../src/engine/embed/model-session.ts'
import { openTokenizer } from '../../src/engine/embed/tokenizer.ts'
import { sourceResources } from '../../src/engine/index.ts'

/** A model in this very process, for measuring: the float32 vectors that the index never keeps. */
export interface DirectModel {
  /** One unit vector for each text, in the texts' order. */
  embed(texts: readonly string[], as: 'query' | 'passage'): Promise<readonly Float32Array[]>
}

export async function openDirectModel(manifest: ModelManifest, threads = 2): Promise<DirectModel> {
  const tokenize = openTokenizer(sourceResources, manifest)
  const run = await openModel(manifest, { model: manifest.name, resources: sourceResources, home: tmpdir(), threads })
  return {
    embed: async (texts, as) => {
      const vectors: Float32Array[] = []
      // Sorted by length, batches are found near the front, however many texts wait.
      const waiting = texts.map((text, at) => ({ hash: String(at), ids: tokenize(text, as) })).sort((a, b) => a.ids.length - b.ids.length)
      while (waiting.length > 0) {
        const near = waiting.splice(0, fullBatch.texts)
        const batch = takeBatch(near, fullBatch)
        waiting.unshift(...near)
        const rows = await run(batch.map(({ ids }) => ids))
        batch.forEach(({ hash }, row) => {
          vectors[Number(hash)] = rows.slice(row * manifest.dimensions, (row + 1) * manifest.dimensions)
        })
      }
      return vectors
    },
  }
}
