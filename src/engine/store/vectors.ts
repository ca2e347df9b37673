import { type StoredSketch, segmentSlots } from './segments.ts'
import { fillSlots, nextSlot, slotsPerModel } from './slots.ts'
import { drainSparse } from './sparse-segments.ts'
import { prepared } from './statements.ts'
import type { Store } from './store.ts'
import { transact } from './transaction.ts'

/** The vector of one text: `hash` is the passage's, hex; `v` the centred int8 numbers. */
export interface VectorRow {
  readonly hash: string
  readonly v: Int8Array
  readonly sketch: StoredSketch
}

/**
 * Stores vectors of a model and takes their texts off its queue, in one transaction. A text that has a vector already
 * keeps the one it has. Each call writes the open segment again, up to 400 KB, so call with batches, not with single rows.
 */
export function commitVectors(store: Store, modelId: number, rows: readonly VectorRow[]): void {
  transact(store, () => {
    const isThere = prepared(store, 'select 1 from vector where hash = unhex(?) and model = ?')
    const insert = prepared(store, 'insert into vector (id, model, hash, v) values (?, ?, unhex(?), ?)')
    const dequeue = prepared(store, 'delete from embed_queue where model = ? and hash = unhex(?)')
    const first = nextSlot(store, modelId)
    const added: StoredSketch[] = []
    for (const row of rows) {
      dequeue.run(modelId, row.hash)
      if (isThere.get(row.hash, modelId) !== undefined) continue
      insert.run(modelId * slotsPerModel + first + added.length, modelId, row.hash, bytes(row.v))
      added.push(row.sketch)
    }
    fillSlots(store, modelId, first, added)
  })
}

/** The centred int8 vector of a text, or null while it has none. */
export function vectorOf(store: Store, modelId: number, hash: string): Int8Array | null {
  const row = prepared<{ v: Uint8Array }>(store, 'select v from vector where hash = unhex(?) and model = ?').get(hash, modelId)
  return row === undefined ? null : int8(row.v)
}

/**
 * Tells readers that the chunks with these texts changed: came, went, or belong to a document whose source, type or date
 * did. To be called in the transaction that changes them. Hashes (hex) without a vector are let pass.
 */
export function touchSegments(store: Store, hashes: readonly string[]): void {
  if (hashes.length === 0) return
  prepared(
    store,
    `update segment set rev = rev + 1 where (model, seg) in (
       select v.model, (v.id & ${slotsPerModel - 1}) / ${segmentSlots}
       from json_each(?) as given join vector v on v.hash = unhex(given.value))`,
  ).run(JSON.stringify(hashes))
}

/**
 * Removes the vectors of texts that no chunk has any more: of these texts (hashes, hex), or of all when none are named,
 * which looks at every vector (about a second per million). Answers how many went.
 */
export function removeOrphanVectors(store: Store, hashes?: readonly string[]): number {
  const ids = orphans(store, hashes)
  for (let i = 0; i < ids.length; i += removalBatch) removeVectors(store, ids.slice(i, i + removalBatch))
  return ids.length
}

/** Vectors removed in one transaction: few enough that another writer's wait stays short. */
const removalBatch = 5000

function orphans(store: Store, hashes: readonly string[] | undefined): number[] {
  const none = 'not exists (select 1 from chunk c where c.passage_hash = v.hash)'
  const rows =
    hashes === undefined
      ? prepared<{ id: number }>(store, `select v.id from vector v indexed by vector_hash where ${none} order by v.id`).all()
      : prepared<{ id: number }>(
          store,
          `select v.id from json_each(?) as given join vector v on v.hash = unhex(given.value) where ${none} order by v.id`,
        ).all(JSON.stringify(hashes))
  return rows.map((row) => row.id)
}

function removeVectors(store: Store, ids: readonly number[]): void {
  const json = JSON.stringify(ids)
  transact(store, () => {
    prepared(store, 'delete from vector where id in (select value from json_each(?))').run(json)
    const segments = prepared<{ model: number; seg: number }>(
      store,
      `update segment set rev = rev + 1 where (model, seg) in (
         select value / ${slotsPerModel}, (value & ${slotsPerModel - 1}) / ${segmentSlots} from json_each(?))
       returning model, seg`,
    ).all(json)
    for (const { model, seg } of segments) drainSparse(store, model, seg)
  })
}

const bytes = (v: Int8Array): Uint8Array => new Uint8Array(v.buffer, v.byteOffset, v.byteLength)
const int8 = (v: Uint8Array): Int8Array => new Int8Array(v.buffer, v.byteOffset, v.byteLength)
