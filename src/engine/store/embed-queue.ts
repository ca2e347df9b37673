import { passageText } from '../../shared/passage.ts'
import { textSlice } from './documents.ts'
import { prepared } from './statements.ts'
import type { Store } from './store.ts'
import { transact } from './transaction.ts'

/** One text to embed. `hash` is hex; `chunk` is one of the chunks that have this text. */
export interface QueuedPassage {
  readonly hash: string
  readonly text: string
  readonly chunk: number
}

/** Values of `later`: a document's first chunk (0) goes before all others; what was set aside waits for a person. */
const rest = 1
const setAside = 2

/** The id of the model with this name, made when new; then every passage of the index is queued for it. */
export function useModel(store: Store, name: string): number {
  return transact(store, () => {
    const known = findModel(store, name)
    if (known !== null) return known
    const id = Number(prepared(store, 'insert into model (name) values (?)').run(name).lastInsertRowid)
    prepared(
      store,
      `insert into embed_queue (model, hash, later, updated_at, chunk)
       select ?, c.passage_hash, c.seq > 0, coalesce(d.updated_at, d.created_at, 0), c.id
       from chunk c join document d on d.id = c.document where d.extractor is not null
       on conflict (model, hash) do update set later = min(later, excluded.later), updated_at = max(updated_at, excluded.updated_at)`,
    ).run(id)
    return id
  })
}

/** The id of a model that has vectors or a queue here, or null. */
export const findModel = (store: Store, name: string): number | null =>
  prepared<{ id: number }>(store, 'select id from model where name = ?').get(name)?.id ?? null

/** Names of the models that have vectors or a queue here. */
export const modelNames = (store: Store): readonly string[] =>
  prepared<{ name: string }>(store, 'select name from model order by id')
    .all()
    .map(({ name }) => name)

/** Forgets a model with its vectors and its queue. Takes about a second per million vectors. */
export function dropModel(store: Store, name: string): void {
  const id = findModel(store, name)
  if (id === null) return
  transact(store, () => {
    prepared(store, 'delete from vector where id >= ? and id < ?').run(id * 2 ** 32, (id + 1) * 2 ** 32)
    prepared(store, 'delete from model where id = ?').run(id)
  })
}

/** A chunk as the queue takes it. */
export interface NewChunk {
  readonly id: number
  readonly document: number
  readonly passageHash: Buffer
  /** Its document's first. */
  readonly first: boolean
}

/** Queues the passages of these chunks for every model that has no vector of them. To be called in the transaction that writes the chunks. */
export function enqueueChunks(store: Store, chunks: readonly NewChunk[]): void {
  const models = prepared<{ id: number }>(store, 'select id from model').all()
  // One statement a chunk: joining them back by their ids takes longer than all of these.
  const enqueue = prepared(
    store,
    `insert into embed_queue (model, hash, later, updated_at, chunk)
     select :model, :hash, :later, coalesce(d.updated_at, d.created_at, 0), :chunk
     from document d
     where d.id = :document and d.extractor is not null
       and not exists (select 1 from vector v where v.hash = :hash and v.model = :model)
     on conflict (model, hash) do update
     set later = case later when ${setAside} then later else min(later, excluded.later) end,
         updated_at = max(updated_at, excluded.updated_at)`,
  )
  for (const { id: model } of models) {
    for (const { id, document, passageHash, first } of chunks)
      enqueue.run({ model, hash: passageHash, later: first ? 0 : rest, chunk: id, document })
  }
}

/**
 * Hands queued passages of chunks that are about to be deleted to other chunks with the same text, which would
 * otherwise lose their place with them. To be called before the chunks are deleted, in the same transaction.
 */
export function releaseChunks(store: Store, chunkIds: readonly number[]): void {
  prepared(
    store,
    `update embed_queue set chunk = coalesce(
       (select c.id from chunk c where c.passage_hash = embed_queue.hash and c.id not in (select value from json_each(:given)) limit 1),
       chunk)
     where chunk in (select value from json_each(:given))`,
  ).run({ given: JSON.stringify(chunkIds) })
}

/** The next texts to embed: first chunks before the rest, newest documents first. Those in `skip` (hashes) are under way already. */
export function nextPassages(store: Store, modelId: number, limit: number, skip: ReadonlySet<string> = new Set()): QueuedPassage[] {
  const rows = prepared<QueueRow>(
    store,
    `select lower(hex(q.hash)) as hash, q.chunk, c.document, c.start, c."end", c.heading, d.embed_title as title
     from embed_queue q join chunk c on c.id = q.chunk join document d on d.id = c.document
     where q.model = ? and q.later <= ${rest}
     order by q.later, q.updated_at desc limit ?`,
  ).all(modelId, limit + skip.size)
  return rows
    .filter((row) => !skip.has(row.hash))
    .slice(0, limit)
    .map((row) => ({ hash: row.hash, text: rebuild(store, row), chunk: row.chunk }))
}

/** Distinct texts: with a vector of the model, without one yet, and set aside. Takes about 50 ms per million. */
export interface QueueCounts {
  readonly done: number
  /** Done, and waiting. */
  readonly total: number
  /** Not in `total`. */
  readonly setAside: number
}

export function queueCounts(store: Store, modelId: number): QueueCounts {
  const done = prepared<{ n: number }>(store, 'select count(*) as n from vector indexed by vector_hash where model = ?').get(modelId)!.n
  const queued = prepared<{ aside: number; n: number }>(
    store,
    `select later = ${setAside} as aside, count(*) as n from embed_queue where model = ? group by 1`,
  ).all(modelId)
  const of = (aside: number) => queued.find((row) => row.aside === aside)?.n ?? 0
  return { done, total: done + of(0), setAside: of(1) }
}

/** Leaves a text out of embedding until `takeUpAgain`: it ends the process that embeds it. */
export function setPassageAside(store: Store, modelId: number, hash: string): void {
  prepared(store, `update embed_queue set later = ${setAside} where model = ? and hash = unhex(?)`).run(modelId, hash)
}

/** Queues again what was set aside; answers how many texts. */
export const takeUpAgain = (store: Store, modelId: number): number =>
  prepared(store, `update embed_queue set later = ${rest} where model = ? and later = ${setAside}`).run(modelId).changes

interface QueueRow {
  readonly hash: string
  readonly chunk: number
  readonly document: number
  readonly start: number
  readonly end: number
  readonly heading: string
  readonly title: string | null
}

const rebuild = (store: Store, row: QueueRow): string =>
  passageText({
    title: row.title,
    heading: JSON.parse(row.heading) as string[],
    body: textSlice(store, row.document, row.start, row.end),
  })
