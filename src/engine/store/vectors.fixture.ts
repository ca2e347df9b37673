import { prepared } from './statements.ts'
import type { Store } from './store.ts'
import { commitVectors, type VectorRow } from './vectors.ts'

/** A document of a generated index: nothing but what vector search reads of it. */
export interface BareDocument {
  readonly source: string
  readonly mimeType: string
  readonly updatedAt: number | null
  readonly vectors: readonly VectorRow[]
}

/** Writes documents with a chunk for each vector. Answers the ids of the chunks, document by document. */
export function addBareDocuments(store: Store, model: number, documents: readonly BareDocument[]): number[] {
  const document = prepared(
    store,
    `insert into document (source, external_id, version, title, titled, url, path, mime_type, updated_at, labels, state)
     values (?, ?, '1', '', 0, '', '[]', ?, ?, '[]', 'searchable')`,
  )
  const chunk = prepared(
    store,
    `insert into chunk (document, seq, start, "end", heading, passage_hash) values (?, ?, 0, 0, '[]', unhex(?))`,
  )
  return store.db.transaction(() => {
    const chunks = documents.flatMap(({ source, mimeType, updatedAt, vectors }) => {
      const id = document.run(source, `${count(store)}`, mimeType, updatedAt).lastInsertRowid
      return vectors.map(({ hash }, seq) => Number(chunk.run(id, seq, hash).lastInsertRowid))
    })
    commitVectors(
      store,
      model,
      documents.flatMap(({ vectors }) => vectors),
    )
    return chunks
  })()
}

const count = (store: Store): number => prepared<{ n: number }>(store, 'select coalesce(max(id), 0) as n from document').get()!.n
