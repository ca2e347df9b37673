import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Caller, CallParams } from '../../shared/api.ts'
import type { DocumentRelations, Passage, SearchAnswer, Suggestions } from '../../shared/model.ts'
import { MagpieError } from '../../shared/problem.ts'
import { type Channel, serveChannel } from '../../shared/rpc.ts'
import { loadModels, modelsFolder } from '../embed/manifest.ts'
import type { Quantization } from '../embed/quantize.ts'
import { openReader } from '../store/store.ts'
import type { SearchModel, SearchRequest } from './request.ts'
import { createSearcher } from './searcher.ts'
import { createVectorIndex, type VectorIndex } from './vector.ts'

/** What the search child is started with: the data folder, and where `models/` lies. */
export interface SearchChildArgs {
  readonly home: string
  readonly resources: string
}

/** What is asked of the child. `vector` is base64 of float32 numbers, little-endian. */
export interface SearchCalls {
  search: { readonly request: SearchRequest; readonly vector: string | null; readonly model: SearchModel | null }
  similar: { readonly request: CallParams<'similar'>; readonly model: SearchModel | null }
  passages: CallParams<'search.passages'>
  suggest: CallParams<'search.suggest'>
  related: CallParams<'documents.related'>
}

/** What the child answers. */
export interface SearchResults {
  search: SearchAnswer
  similar: SearchAnswer
  passages: readonly Passage[]
  suggest: Suggestions
  related: DocumentRelations
}

/** Answers searches on a channel, with a reader of its own, until the channel closes. */
export function serveSearch(channel: Channel, { home, resources }: SearchChildArgs): void {
  const store = openReader(home)
  const searcher = createSearcher({ store, vectors: vectorIndexes(resources, store), now: Date.now })
  const answers: { readonly [K in keyof SearchCalls]: (input: SearchCalls[K]) => SearchResults[K] } = {
    search: ({ request, vector, model }) => searcher.search(request, vector === null ? null : decode(vector), model),
    similar: ({ request, model }) => searcher.similar(request, model),
    passages: (request) => searcher.passages(request),
    suggest: (request) => searcher.suggest(request),
    related: ({ documentId }) => searcher.related(documentId),
  }
  const handle = async (name: string, input: unknown): Promise<unknown> => {
    if (!Object.hasOwn(answers, name)) throw new MagpieError('bad-request', { call: name })
    return answers[name as keyof SearchCalls](input as never)
  }
  serveChannel(channel, { handle, subscribe: () => () => undefined }, 'app' satisfies Caller)
}

/** The index of the model that answers now; another model's is let go. Null for a model that is not shipped any more. */
function vectorIndexes(resources: string, store: ReturnType<typeof openReader>) {
  let open: { readonly id: number; readonly name: string; readonly index: VectorIndex | null } | undefined
  return ({ id, name }: SearchModel): VectorIndex | null => {
    if (open?.id === id && open.name === name) return open.index
    const manifest = loadModels(resources).find((model) => model.name === name)
    const index =
      manifest === undefined
        ? null
        : createVectorIndex(store, id, constants(join(modelsFolder(resources), name, manifest.quantization)), manifest.candidates)
    open = { id, name, index }
    return index
  }
}

const constants = (file: string): Quantization => JSON.parse(readFileSync(file, 'utf8')) as Quantization

function decode(base64: string): Float32Array {
  const bytes = Buffer.from(base64, 'base64')
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength - (bytes.byteLength % 4)))
}
