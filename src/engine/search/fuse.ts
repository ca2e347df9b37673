/** A chunk found by one half of the search; higher scores are better, on any scale. */
export interface Found {
  readonly chunk: number
  readonly document: number
  readonly score: number
}

/** A chunk with what each half gave it, scaled to 0..1; 0 where that half did not find it. */
interface FusedChunk {
  readonly chunk: number
  readonly document: number
  readonly keyword: number
  readonly vector: number
}

export interface FusedDocument {
  readonly document: number
  readonly score: number
  /** Best first. */
  readonly chunks: readonly FusedChunk[]
}

/** How many of each half's best are spread over 0..1. */
export const depth = 200

/**
 * What a document's second and third chunk add to its best. Only to part documents that are level: as little as a fifth
 * cost .04 nDCG@10 on abstracts cut into three.
 */
const shares = [1, 0.02, 0.01]

/**
 * Joins both halves by adding scaled scores, chunk by chunk; a document counts by its best chunks.
 *
 * `known` (0..1) is how much of the question the index has words for, and weighs the words' half: where most words stand
 * nowhere, as in a question in another language, what the rest find is chance. Measured with English questions on German,
 * Spanish and Chinese texts (nDCG@10): .90, .93, .84 against .79, .82, .63 without it, and level in one language.
 */
export function fuse(keyword: readonly Found[], vector: readonly Found[], known: number): FusedDocument[] {
  const weight = vector.length === 0 ? 1 : known
  const chunks = new Map<number, { chunk: number; document: number; keyword: number; vector: number }>()
  const take = (found: readonly Found[], half: 'keyword' | 'vector', scale: (score: number) => number, by: number) => {
    for (const { chunk, document, score } of found) {
      let entry = chunks.get(chunk)
      if (entry === undefined) {
        entry = { chunk, document, keyword: 0, vector: 0 }
        chunks.set(chunk, entry)
      }
      entry[half] = scale(score) * by
    }
  }
  take(keyword, 'keyword', scaling(keyword, 0), weight)
  take(vector, 'vector', scaling(vector, null), 1)
  return byDocument([...chunks.values()])
}

const scoreOf = (chunk: FusedChunk): number => chunk.keyword + chunk.vector

function byDocument(chunks: readonly FusedChunk[]): FusedDocument[] {
  const documents = new Map<number, FusedChunk[]>()
  for (const chunk of chunks.toSorted((a, b) => scoreOf(b) - scoreOf(a) || a.chunk - b.chunk)) {
    const list = documents.get(chunk.document)
    if (list === undefined) documents.set(chunk.document, [chunk])
    else list.push(chunk)
  }
  return [...documents]
    .map(([document, own]) => ({
      document,
      score: own.slice(0, shares.length).reduce((sum, chunk, i) => sum + scoreOf(chunk) * (shares[i] as number), 0),
      chunks: own,
    }))
    .sort((a, b) => b.score - a.score)
}

/** Ranks beyond `depth` fall below 0; they keep their order but stay above nothing found at all by a hair. */
const beyond = 1e-3

/**
 * Spreads the best `depth` scores over 0..1. The lowest is 0, or `floor` where fewer were found: then what is not there
 * would have scored that.
 */
function scaling(found: readonly Found[], floor: number | null): (score: number) => number {
  const top = found[0]?.score ?? 0
  const last = found[Math.min(found.length, depth) - 1]?.score ?? 0
  const low = found.length < depth && floor !== null ? floor : last
  const range = top - low
  if (range <= 0) return () => 1
  return (score) => {
    const scaled = (score - low) / range
    return scaled < 0 ? scaled * beyond : scaled
  }
}
