import type { Hit, Place, Why } from '../../shared/model.ts'
import { textSlice } from '../store/documents.ts'
import { documentsOfContents, type HitChunk, type HitDocument, hitChunks, hitDocuments } from '../store/search-documents.ts'
import type { Store } from '../store/store.ts'
import type { Ranked } from './ranking.ts'
import { markAll, snippet, type Wanted } from './snippets.ts'

export interface HitOptions {
  readonly explain: boolean
  /** No snippets, marks or places. */
  readonly bare: boolean
  readonly wanted: Wanted
  /** Filters alone were asked for: there is no reason to name. */
  readonly listed: boolean
}

/** Copies of one content shown with a hit. */
const mostPlaces = 50
/** A passage is never longer than this by far; reading stops there. In UTF-16 units. */
const mostText = 8_000

/** Reads what a page of ranked documents shows. Documents that went meanwhile are left out. */
export function readHits(store: Store, ranked: readonly Ranked[], options: HitOptions): Hit[] {
  const documents = hitDocuments(
    store,
    ranked.map((entry) => entry.document),
  )
  const chunks = hitChunks(
    store,
    ranked.flatMap((entry) => entry.chunks[0]?.chunk ?? []),
  )
  const places = options.bare ? new Map<string, Place[]>() : placesOf(store, [...documents.values()])
  return ranked.flatMap((entry) => {
    const document = documents.get(entry.document)
    const chunk = chunks.get(entry.chunks[0]?.chunk ?? -1)
    return document === undefined || chunk === undefined ? [] : [toHit(store, entry, document, chunk, places, options)]
  })
}

function toHit(
  store: Store,
  entry: Ranked,
  document: HitDocument,
  chunk: HitChunk,
  places: ReadonlyMap<string, readonly Place[]>,
  { explain, bare, wanted, listed }: HitOptions,
): Hit {
  const best = entry.chunks[0] as Ranked['chunks'][number]
  const title = bare ? { text: document.title, marks: [] } : markAll(document.title, document.language, wanted)
  const passage = bare ? '' : textSlice(store, document.id, chunk.start, Math.min(chunk.end, chunk.start + mostText))
  const shown = snippet(passage, document.language, wanted)
  return {
    documentId: document.id,
    externalId: document.externalId,
    source: document.source,
    connector: document.connector,
    title,
    url: document.url,
    path: strings(document.path),
    mimeType: document.mimeType,
    author: document.author,
    updatedAt: document.updatedAt === null ? null : new Date(document.updatedAt).toISOString(),
    score: entry.score,
    snippet: shown,
    heading: strings(chunk.heading),
    why: listed ? [] : whyOf(entry, title.marks.length > 0, shown.marks.length > 0, bare),
    places: (document.contentHash === null ? [] : (places.get(document.contentHash) ?? [])).filter(
      (place) => place.documentId !== document.id,
    ),
    chunks: entry.chunks.length,
    at: chunk.start,
    thread: entry.thread,
    ...(explain ? { explain: { keyword: best.keyword, vector: best.vector, recency: entry.recency, chunkId: best.chunk } } : {}),
  }
}

/** A scaled score from which on meaning is named as a reason. */
const meant = 0.25

function whyOf(entry: Ranked, inTitle: boolean, inText: boolean, bare: boolean): Why[] {
  const words = entry.chunks.some((chunk) => chunk.keyword !== 0)
  const why: Why[] = []
  if (words && (bare || inText || !inTitle)) why.push('words')
  if (words && inTitle) why.push('title')
  if (entry.chunks.some((chunk) => chunk.vector >= meant) || why.length === 0) why.push('meaning')
  return why
}

function placesOf(store: Store, documents: readonly HitDocument[]): Map<string, Place[]> {
  const places = new Map<string, Place[]>()
  const hashes = documents.flatMap(({ contentHash }) => contentHash ?? [])
  for (const { id, source, externalId, path, contentHash } of documentsOfContents(store, hashes, mostPlaces * documents.length)) {
    const list = places.get(contentHash as string) ?? []
    places.set(contentHash as string, list)
    if (list.length < mostPlaces) list.push({ documentId: id, source, externalId, path: strings(path) })
  }
  return places
}

const strings = (json: string): readonly string[] => JSON.parse(json) as readonly string[]
