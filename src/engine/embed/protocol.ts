/** What the inference child is started with. */
export interface InferenceArgs {
  readonly model: string
  readonly resources: string
  /** The data folder; nothing but a cache that stays empty would be written there. */
  readonly home: string
  /** Threads of one inference. */
  readonly threads: number
}

/** One text to embed, by the hash of that text, hex. */
export interface Passage {
  readonly hash: string
  readonly text: string
}

/** A passage's vector as the index stores it, each in base64: int8 per dimension, and the sketch. */
export interface EncodedVector {
  readonly hash: string
  readonly v: string
  readonly sketch: string
}

export type ToInference =
  | { readonly type: 'passages'; readonly passages: readonly Passage[] }
  /** Drops every passage that was not yet begun; what comes of the others is still sent. */
  | { readonly type: 'forget' }
  | { readonly type: 'query'; readonly id: number; readonly text: string }

/** `rss` is the process's memory in bytes; `tokens` counts those of the texts, without padding. */
export type FromInference =
  | { readonly type: 'ready'; readonly rss: number }
  /** The model cannot be loaded; the child ends. */
  | { readonly type: 'unusable'; readonly detail: string }
  | { readonly type: 'vectors'; readonly vectors: readonly EncodedVector[]; readonly tokens: number; readonly rss: number }
  /** These passages could not be embedded; the child lives on. */
  | { readonly type: 'failed'; readonly hashes: readonly string[]; readonly detail: string }
  /** float32 in base64, length 1. */
  | { readonly type: 'query'; readonly id: number; readonly vector: string }
  | { readonly type: 'query-failed'; readonly id: number; readonly detail: string }
