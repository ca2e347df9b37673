import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Tokenizer } from '@huggingface/tokenizers'
import { type ModelManifest, modelsFolder } from './manifest.ts'

/** Turns texts into token ids, prefix and special tokens included, at most the model's window of them. */
export type Tokenize = (text: string, as: 'query' | 'passage') => Int32Array

/** More characters than this per token of the window cannot matter, and some texts take time by their length squared. */
const charactersPerToken = 16

/**
 * The model's own tokenizer. It is what transformers.js uses, taken without it: it runs in a thread, and ONNX Runtime's
 * native library must not be loaded by several threads of an Electron process (onnxruntime #20084).
 */
export function openTokenizer(resources: string, manifest: ModelManifest): Tokenize {
  const read = (file: string) => JSON.parse(readFileSync(join(modelsFolder(resources), manifest.name, file), 'utf8')) as object
  const tokenizer = new Tokenizer(read('tokenizer.json'), read('tokenizer_config.json'))
  return (text, as) => {
    const { ids } = tokenizer.encode(manifest.prefixes[as] + text.slice(0, manifest.window * charactersPerToken))
    // The last token marks the end of the text; it stays where the text is cut.
    const kept = ids.length <= manifest.window ? ids : [...ids.slice(0, manifest.window - 1), ids.at(-1)!]
    return Int32Array.from(kept)
  }
}
