import { segmentSlots } from '../../store/segments.ts'

/** Which chunks a segment's slots stand for. Documents are given by their index in the document columns. */
export interface SlotColumns {
  add(offset: number, chunk: number, document: number): void
  /** Forgets all slots from an offset on. */
  clear(from: number): void
  /** Every chunk at an offset; several when documents share a passage. */
  chunksAt(offset: number): readonly SlotOwner[]
  /** A bit for each slot that has a chunk, or one in a document for which `matching` has a 1. */
  bits(matching: Uint8Array | null): Uint32Array
}

export interface SlotOwner {
  readonly chunk: number
  readonly document: number
}

export function createSlotColumns(): SlotColumns {
  // Nearly every slot has one chunk. It is kept in columns, and what goes beyond it by offset.
  const chunks = new Uint32Array(segmentSlots)
  const documents = new Uint32Array(segmentSlots)
  const others = new Map<number, SlotOwner[]>()

  return {
    add(offset, chunk, document) {
      if (documents[offset] === 0) {
        chunks[offset] = chunk
        documents[offset] = document
      } else {
        const more = others.get(offset)
        if (more === undefined) others.set(offset, [{ chunk, document }])
        else more.push({ chunk, document })
      }
    },
    clear(from) {
      chunks.fill(0, from)
      documents.fill(0, from)
      for (const offset of others.keys()) if (offset >= from) others.delete(offset)
    },
    chunksAt(offset) {
      if (documents[offset] === 0) return []
      return [{ chunk: chunks[offset]!, document: documents[offset]! }, ...(others.get(offset) ?? [])]
    },
    bits(matching) {
      const bits = new Uint32Array(segmentSlots / 32)
      if (matching === null) {
        for (let slot = 0; slot < segmentSlots; slot++) if (documents[slot] !== 0) bits[slot >> 5]! |= 1 << (slot & 31)
        return bits
      }
      // Every filtered query comes through here for every slot: eight at a time take a quarter less.
      for (let slot = 0; slot < segmentSlots; slot += 8) {
        const set =
          matching[documents[slot]!]! |
          (matching[documents[slot + 1]!]! << 1) |
          (matching[documents[slot + 2]!]! << 2) |
          (matching[documents[slot + 3]!]! << 3) |
          (matching[documents[slot + 4]!]! << 4) |
          (matching[documents[slot + 5]!]! << 5) |
          (matching[documents[slot + 6]!]! << 6) |
          (matching[documents[slot + 7]!]! << 7)
        bits[slot >> 5]! |= set << (slot & 31)
      }
      for (const [offset, owners] of others) {
        if (owners.some(({ document }) => matching[document] === 1)) bits[offset >> 5]! |= 1 << (offset & 31)
      }
      return bits
    },
  }
}
