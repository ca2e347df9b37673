import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { MagpieError } from '../../shared/problem.ts'

const manifest = z
  .object({
    /** The folder's name, and how people and the index call the model. */
    name: z.string().regex(/^[\w.-]+$/),
    /** What it understands: BCP 47 primary tags, or `many` for about a hundred languages and between them. */
    languages: z.union([z.literal('many'), z.array(z.string()).min(1)]),
    dimensions: z.number().int().positive(),
    /** How the vectors of a text's tokens become one; then it is scaled to length 1. */
    pooling: z.enum(['mean', 'cls']),
    /** What the model wants in front of a text. */
    prefixes: z.object({ query: z.string(), passage: z.string() }).strict(),
    /** Tokens it reads of one text, its own special ones included. */
    window: z.number().int().min(16),
    inputs: z.array(z.enum(['input_ids', 'attention_mask', 'token_type_ids'])).min(1),
    /** How many best candidates of the sketch are ranked again with the int8 rows. */
    candidates: z.number().int().positive(),
    /** Which weights of `onnx/` to load, as transformers.js names them. */
    weights: z.enum(['fp32', 'fp16', 'q8', 'int8', 'uint8', 'q4']),
    /** File with the constants by which its vectors are stored. */
    quantization: z.string(),
    licence: z.string(),
    /** Of every file, by its path in the folder; hex. */
    sha256: z.record(z.string(), z.string().regex(/^[0-9a-f]{64}$/)),
  })
  .strict()

/** What the engine must know of an embedding model; `manifest.json` in its folder. */
export type ModelManifest = Readonly<z.infer<typeof manifest>>

/** Where the models lie, given the resources of the app. */
export const modelsFolder = (resources: string): string => join(resources, 'models')

/** Every model shipped, by name. A folder without a manifest is none. Throws `model-missing` for one that is not valid. */
export function loadModels(resources: string): readonly ModelManifest[] {
  const root = modelsFolder(resources)
  if (!existsSync(root)) return []
  return readdirSync(root)
    .sort()
    .filter((name) => existsSync(join(root, name, 'manifest.json')))
    .map((name) => {
      try {
        const found = manifest.parse(JSON.parse(readFileSync(join(root, name, 'manifest.json'), 'utf8')))
        if (found.name !== name) throw new Error(`the folder ${name} holds the manifest of ${found.name}`)
        return found
      } catch (cause) {
        throw new MagpieError('model-missing', { name }, cause)
      }
    })
}

/** Files of a model that are not there or not what the manifest says. Reads all of it: about a second per 300 MB. */
export function damagedFiles(resources: string, model: ModelManifest): readonly string[] {
  return Object.entries(model.sha256)
    .filter(([file, expected]) => {
      const path = join(modelsFolder(resources), model.name, file)
      return !existsSync(path) || createHash('sha256').update(readFileSync(path)).digest('hex') !== expected
    })
    .map(([file]) => file)
}
