import type { DerivedText } from '../../shared/derived.ts'
import type { SearchAnswer } from '../../shared/model.ts'
import { passageText } from '../../shared/passage.ts'
import { type Quantization, quantize } from '../embed/quantize.ts'
import { makeSketcher } from '../embed/sketch.ts'
import { useModel as wantModel } from '../store/embed-queue.ts'
import { derived, dropHome, emptyHome, openSample, ref, type Sample } from '../store/sample.fixture.ts'
import { openReader } from '../store/store.ts'
import type { StoredRef } from '../store/stored-ref.ts'
import { commitVectors } from '../store/vectors.ts'
import type { SearchModel, SearchRequest } from './request.ts'
import { createSearcher, type Searcher } from './searcher.ts'
import { createVectorIndex, type VectorIndex } from './vector.ts'
import { indexWords } from './words/index-words.ts'

/** A small index to search: real tables, words as extraction makes them, vectors that a test chooses. */
export interface Library {
  readonly sample: Sample
  readonly searcher: Searcher
  /** Adds a document, a chunk for each paragraph. */
  add(id: string, text: string, over?: Partial<StoredRef> & { readonly language?: string | null }): void
  remove(id: string): void
  /** Gives every passage without a vector one by what its text is about. */
  embed(about: (passage: string) => number): void
  search(query: string, over?: Partial<SearchRequest>, topic?: number): SearchAnswer
  /** External ids of the hits. */
  find(query: string, over?: Partial<SearchRequest>, topic?: number): string[]
  readonly model: SearchModel
  close(): void
}

const quantization: Quantization = { dimensions: 32, mean: Array.from({ length: 32 }, () => 0), clip: 1 }
const now = Date.UTC(2026, 10, 23, 12)

/** The unit vector of a topic, 0 to 31: nothing in common with any other. */
function topicVector(topic: number): Float32Array {
  const vector = new Float32Array(quantization.dimensions)
  vector[topic] = 1
  return vector
}

export function openLibrary(): Library {
  const home = emptyHome()
  const sample = openSample(home)
  const model = { id: wantModel(sample.store, 'topics'), name: 'topics' }
  const reader = openReader(home)
  let index: VectorIndex | undefined
  const vectors = () => {
    index ??= createVectorIndex(reader, model.id, quantization)
    return index
  }
  const searcher = createSearcher({ store: reader, vectors, now: () => now })
  const sketch = makeSketcher(quantization)
  const passages = new Map<string, string>()
  const search = (query: string, over: Partial<SearchRequest> = {}, topic?: number) =>
    searcher.search({ ...defaults, ...over, query }, topic === undefined ? null : topicVector(topic), topic === undefined ? null : model)
  return {
    sample,
    searcher,
    model,
    add(id, text, { language = 'en', ...over } = {}) {
      const document = ref(id, over)
      const made = worded(
        derived(text, { language, mimeType: document.mimeType, title: over.titled === true ? document.title : null }),
        document.title,
        language,
      )
      for (const { heading, start, end, passageHash } of made.chunks)
        passages.set(passageHash, passageText({ title: made.title, heading, body: made.text.slice(start, end) }))
      sample.commit([{ type: 'indexed', ref: document, derived: made }])
    },
    remove: (id) => void sample.remove([id]),
    embed(about) {
      const rows = [...passages].map(([hash, passage]) => {
        const vector = topicVector(about(passage))
        return { hash, v: quantize(vector, quantization), sketch: sketch(vector) }
      })
      commitVectors(sample.store, model.id, rows)
    },
    search,
    find: (query, over, topic) => search(query, over, topic).hits.map((hit) => hit.externalId),
    close() {
      reader.close()
      sample.store.close()
      dropHome(home)
    },
  }
}

const defaults: Omit<SearchRequest, 'query'> = {
  mode: 'hybrid',
  limit: 20,
  offset: 0,
  explain: false,
  typing: false,
  sort: 'relevance',
  facets: false,
  bare: false,
  keywordPlan: 'auto',
}

function worded(made: DerivedText, title: string, language: string | null): DerivedText {
  const words = (text: string) => indexWords(text, language)
  const chunks = made.chunks.map((chunk) => ({
    ...chunk,
    words: { title: words(title), heading: words(chunk.heading.join(' ')), body: words(made.text.slice(chunk.start, chunk.end)) },
  }))
  return { ...made, chunks }
}
