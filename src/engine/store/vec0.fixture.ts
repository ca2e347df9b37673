import Database from 'better-sqlite3'
import { load } from 'sqlite-vec'

/** sqlite-vec's own table of float32 vectors: exact, and slow. What vector search is compared with. */
export interface Oracle {
  add(id: number, vector: Float32Array, source?: string): void
  /** Ids of the `k` nearest to a vector, nearest first. */
  nearest(vector: Float32Array, k: number, source?: string): number[]
  close(): void
}

/** In memory, or in a file as it would be in an index. */
export function openOracle(dimensions: number, file = ':memory:'): Oracle {
  const db = new Database(file)
  load(db)
  db.pragma('page_size = 8192')
  db.pragma('cache_size = -64000')
  db.exec(`create virtual table vectors using vec0(v float[${dimensions}], source text)`)
  const insert = db.prepare('insert into vectors (rowid, v, source) values (?, ?, ?)')
  const all = db.prepare<[Uint8Array, number], { rowid: number }>('select rowid from vectors where v match ? and k = ?')
  const some = db.prepare<[Uint8Array, number, string], { rowid: number }>(
    'select rowid from vectors where v match ? and k = ? and source = ?',
  )
  const bytes = (vector: Float32Array) => new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength)
  db.exec('begin')
  return {
    add: (id, vector, source = '') => void insert.run(BigInt(id), bytes(vector), source),
    nearest(vector, k, source) {
      if (db.inTransaction) db.exec('commit')
      const rows = source === undefined ? all.all(bytes(vector), k) : some.all(bytes(vector), k, source)
      return rows.map((row) => row.rowid)
    },
    close: () => void db.close(),
  }
}
