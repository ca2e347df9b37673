import type { DocumentFacts } from '../../store/vector-reads.ts'

/** What documents a vector query may find. What is left out does not matter; a document without a date fulfils no bound. */
export interface VectorFilter {
  /** Ids of sources. */
  readonly sources?: ReadonlySet<string>
  /** Asked once for each type there is. */
  readonly mimeType?: (mimeType: string) => boolean
  /** On the day it was updated, else created; ms since 1970. From is included, to is not. */
  readonly updatedFrom?: number
  readonly updatedTo?: number
  readonly documents?: ReadonlySet<number> | ((documentId: number) => boolean)
}

/** The documents that have vectors, each at an index from 1 on; index 0 is none. */
export interface DocumentColumns {
  /** The index of a document, given when it is new. */
  indexOf(documentId: number): number
  idAt(index: number): number
  write(facts: readonly DocumentFacts[]): void
  /** A byte for each index: 1 for documents that fulfil the filter. */
  matching(filter: VectorFilter): Uint8Array
}

export function createDocumentColumns(): DocumentColumns {
  const indexes = new Map<number, number>()
  const sources = createNames()
  const types = createNames()
  let ids = new Float64Array(1024)
  let dates = new Float64Array(1024)
  let sourceOf = new Uint16Array(1024)
  let typeOf = new Uint16Array(1024)
  let count = 1

  const grow = () => {
    ids = enlarged(ids, new Float64Array(ids.length * 2))
    dates = enlarged(dates, new Float64Array(ids.length))
    sourceOf = enlarged(sourceOf, new Uint16Array(ids.length))
    typeOf = enlarged(typeOf, new Uint16Array(ids.length))
  }

  const indexOf = (documentId: number): number => {
    const known = indexes.get(documentId)
    if (known !== undefined) return known
    if (count === ids.length) grow()
    ids[count] = documentId
    dates[count] = Number.NaN
    indexes.set(documentId, count)
    return count++
  }

  return {
    indexOf,
    idAt: (index) => ids[index]!,
    write(facts) {
      for (const { id, source, mimeType, date } of facts) {
        const index = indexOf(id)
        dates[index] = date ?? Number.NaN
        sourceOf[index] = sources.numberOf(source)
        typeOf[index] = types.numberOf(mimeType)
      }
    },
    matching({ sources: wanted, mimeType, updatedFrom, updatedTo, documents }) {
      const matching = new Uint8Array(count)
      if (documents instanceof Set) for (const id of documents) matching[indexes.get(id) ?? 0] = 1
      else matching.fill(1)
      matching[0] = 0
      if (typeof documents === 'function') for (let i = 1; i < count; i++) matching[i] = documents(ids[i]!) ? 1 : 0
      if (wanted !== undefined)
        keepNamed(
          matching,
          sourceOf,
          sources.test((name) => wanted.has(name)),
        )
      if (mimeType !== undefined) keepNamed(matching, typeOf, types.test(mimeType))
      // Written so that NaN, a document without a date, is out.
      if (updatedFrom !== undefined) for (let i = 1; i < count; i++) if (!(dates[i]! >= updatedFrom)) matching[i] = 0
      if (updatedTo !== undefined) for (let i = 1; i < count; i++) if (!(dates[i]! < updatedTo)) matching[i] = 0
      return matching
    },
  }
}

/** Names that come again and again, as small numbers. */
function createNames() {
  const numbers = new Map<string, number>()
  return {
    numberOf(name: string): number {
      const known = numbers.get(name)
      if (known !== undefined) return known
      numbers.set(name, numbers.size)
      return numbers.size - 1
    },
    /** A byte for each number: 1 where the name passes. */
    test: (passes: (name: string) => boolean): Uint8Array => Uint8Array.from(numbers.keys(), (name) => (passes(name) ? 1 : 0)),
  }
}

function keepNamed(matching: Uint8Array, column: Uint16Array, named: Uint8Array): void {
  for (let i = 1; i < matching.length; i++) matching[i]! &= named[column[i]!]!
}

function enlarged<T extends Float64Array | Uint16Array>(from: T, to: T): T {
  to.set(from)
  return to
}
