import type { Instant } from './said.ts'

export type SearchMode = 'hybrid' | 'keyword' | 'semantic'

/** Why a hit was found: by words in its text, by words in its title, by meaning. */
export type Why = 'words' | 'title' | 'meaning'

/** Text with the parts that matched. Ranges are [start, end) in UTF-16 units of `text`, in order, not overlapping. */
export interface Marked {
  readonly text: string
  readonly marks: readonly (readonly [number, number])[]
}

/** One document found. `documentId` is this index's, `externalId` the connector's own. */
export interface Hit {
  readonly documentId: number
  readonly externalId: string
  readonly source: string
  readonly connector: string
  readonly title: Marked
  readonly url: string
  readonly path: readonly string[]
  readonly mimeType: string
  readonly author: string | null
  readonly updatedAt: Instant | null
  readonly score: number
  readonly snippet: Marked
  /** The heading path of the best passage. */
  readonly heading: readonly string[]
  readonly why: readonly Why[]
  /** Other documents with the same content. */
  readonly places: readonly Place[]
  /** How many of its chunks were found. */
  readonly chunks: number
  /** Where its best passage begins in the document's text, in UTF-16 units. */
  readonly at: number
  /** Other found messages of the same conversation, which this hit stands for as well; best first. */
  readonly thread: readonly number[]
  readonly explain?: HitExplanation
}

export interface Place {
  readonly documentId: number
  readonly source: string
  readonly externalId: string
  readonly path: readonly string[]
}

/** Scaled scores, 0 to 1 each, before they were added. */
export interface HitExplanation {
  readonly keyword: number
  readonly vector: number
  readonly recency: number
  readonly chunkId: number
}

export interface SearchAnswer {
  readonly query: string
  /** The words looked for, the filters understood, and what was searched as words because it was no valid filter. */
  readonly understood: { readonly words: readonly string[]; readonly filters: readonly string[] }
  readonly tookMs: number
  /** Documents found; at least this many if `more`. */
  readonly total: number
  readonly hits: readonly Hit[]
  /** The modes that really took part: `keyword` alone while no vector is there or the model is not ready. */
  readonly mode: SearchMode
  /** Share of chunks that search by meaning could see, 0 to 1. */
  readonly meaningCoverage: number
  /** There may be more than `total`: not everything was counted. */
  readonly more: boolean
  /** The next three only when asked for with `facets`. */
  readonly facets: Facets | null
  /** The query with its unknown words replaced by those of the index that are spelled most like them. */
  readonly didYouMean: string | null
  readonly notIndexedYet: NotIndexedYet | null
  /** When nothing was found: what would be, were a filter taken away. The most helpful first. */
  readonly tooNarrow: readonly { readonly filter: string; readonly total: number }[]
}

/** Documents found, by what they are and where they lie. Counts of hits; the most frequent first. */
export interface Facets {
  /** By source id, as if no source had been asked for. */
  readonly sources: readonly FacetCount[]
  /** By kind as in `type:`, as if no kind had been asked for; kinds without a name are left out. */
  readonly types: readonly FacetCount[]
  readonly people: readonly FacetCount[]
  /** By the outermost folder or space. */
  readonly places: readonly FacetCount[]
}

export interface FacetCount {
  readonly value: string
  readonly documents: number
}

/** Documents that a search cannot see yet, over all sources. */
export interface NotIndexedYet {
  /** Listed and not read so far. */
  readonly waiting: number
  readonly failed: number
  readonly skipped: number
}

/** One found passage of a document. */
export interface Passage {
  readonly documentId: number
  readonly title: string
  readonly author: string | null
  readonly updatedAt: Instant | null
  readonly snippet: Marked
  readonly heading: readonly string[]
  /** Where it begins in the document's text, in UTF-16 units. */
  readonly at: number
}
