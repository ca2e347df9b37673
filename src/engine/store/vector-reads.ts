import { segmentSlots } from './segments.ts'
import { slotsPerModel } from './slots.ts'
import { prepared } from './statements.ts'
import type { Store } from './store.ts'

/** Differs whenever the database has changed, by whichever connection. */
export function changeMark(store: Store): string {
  const others = store.db.pragma('data_version', { simple: true }) as number
  const own = prepared<{ n: number }>(store, 'select total_changes() as n').get()!.n
  return `${others} ${own}`
}

/** Runs a few reads on one state of the database. */
export const readTogether = <T>(store: Store, read: () => T): T => (store.db.inTransaction ? read() : store.db.transaction(read)())

/** A chunk whose text has its vector in this slot. A slot comes once for each such chunk, never for none. */
export type SlotChunk = readonly [slot: number, chunk: number, document: number]

const slotColumns = `v.id & ${slotsPerModel - 1}, c.id, c.document`

/** The chunks of all slots of a model, in no order. About a second per million. */
export const allSlotChunks = (store: Store, model: number): IterableIterator<SlotChunk> =>
  prepared<SlotChunk>(
    store,
    `select ${slotColumns} from vector v indexed by vector_hash cross join chunk c on c.passage_hash = v.hash where v.model = ?`,
  )
    .raw()
    .iterate(model) as IterableIterator<SlotChunk>

/** The chunks of a segment's slots from an offset on. */
export function slotChunks(store: Store, model: number, seg: number, from: number): SlotChunk[] {
  const start = model * slotsPerModel + seg * segmentSlots
  return prepared<SlotChunk>(
    store,
    `select ${slotColumns} from vector v cross join chunk c on c.passage_hash = v.hash where v.id >= ? and v.id < ?`,
  )
    .raw()
    .all(start + from, start + segmentSlots) as SlotChunk[]
}

/** What vector search filters a document by. `date` is when it was updated, else created: ms since 1970. */
export interface DocumentFacts {
  readonly id: number
  readonly source: string
  readonly mimeType: string
  readonly date: number | null
}

export const documentFacts = (store: Store, ids: readonly number[]): DocumentFacts[] =>
  prepared<DocumentFacts>(
    store,
    `select id, source, mime_type as mimeType, coalesce(updated_at, created_at) as date
     from document where id in (select value from json_each(?))`,
  ).all(JSON.stringify(ids))

/** Slots by the distance of their int8 vector to this one, nearest first. Slots without a vector are left out. */
export function nearestSlots(
  store: Store,
  model: number,
  slots: Iterable<number>,
  v: Int8Array,
  limit: number,
): { readonly slot: number; readonly distance: number }[] {
  const ids = Array.from(slots, (slot) => model * slotsPerModel + slot)
  return prepared<{ slot: number; distance: number }>(
    store,
    `select id & ${slotsPerModel - 1} as slot, vec_distance_l2(vec_int8(v), vec_int8(?)) as distance
     from vector where id in (select value from json_each(?)) order by distance limit ?`,
  ).all(new Uint8Array(v.buffer, v.byteOffset, v.byteLength), JSON.stringify(ids), limit)
}

/** The int8 vectors of a document's passages, in the order of its text: of the first `limit` that have one. */
export const documentVectors = (store: Store, model: number, document: number, limit: number): Int8Array[] =>
  prepared<{ v: Uint8Array }>(
    store,
    'select v.v from chunk c join vector v on v.hash = c.passage_hash and v.model = ? where c.document = ? order by c.seq limit ?',
  )
    .all(model, document, limit)
    .map(({ v }) => new Int8Array(v.buffer, v.byteOffset, v.byteLength))
