/** A record of a PowerPoint file (MS-PPT 2.3.1) and where its content lies. */
export interface PptRecord {
  readonly type: number
  readonly instance: number
  readonly container: boolean
  readonly from: number
  readonly to: number
}

const deepest = 40

/** The records of `[from, to)`, one after the other. What claims to be longer than its parent ends with it. */
export function* recordsIn(stream: Buffer, from: number, to: number): Generator<PptRecord> {
  let at = from
  while (at + 8 <= Math.min(to, stream.length)) {
    const head = stream.readUInt16LE(at)
    const end = Math.min(at + 8 + stream.readUInt32LE(at + 4), to, stream.length)
    yield { type: stream.readUInt16LE(at + 2), instance: head >> 4, container: (head & 15) === 15, from: at + 8, to: end }
    at = end
  }
}

/** Every record below, in order, containers before what they hold. */
export function* recordsBelow(stream: Buffer, parent: { readonly from: number; readonly to: number }, depth = 0): Generator<PptRecord> {
  for (const record of recordsIn(stream, parent.from, parent.to)) {
    yield record
    if (record.container && depth < deepest) yield* recordsBelow(stream, record, depth + 1)
  }
}

const userEdit = 4085
const persistDirectory = 6002
const mostEdits = 1_000

/** Where each numbered object of a presentation lies today, and which is the document. */
export interface Persisted {
  readonly places: ReadonlyMap<number, number>
  readonly document: number
  readonly encrypted: boolean
}

/** Follows the edits from the last one back (2.1.2); of an object saved several times the newest counts. Null when they lead nowhere. */
export function readPersisted(stream: Buffer, lastEdit: number): Persisted | null {
  const places = new Map<number, number>()
  let document = 0
  let encrypted = false
  let at = lastEdit
  for (let edits = 0; edits < mostEdits && at > 0 && at + 36 <= stream.length; edits++) {
    if (stream.readUInt16LE(at + 2) !== userEdit) break
    if (document === 0) document = stream.readUInt32LE(at + 24)
    encrypted ||= stream.readUInt32LE(at + 4) >= 32
    readDirectory(stream, stream.readUInt32LE(at + 20), places)
    const before = stream.readUInt32LE(at + 16)
    if (before >= at) break
    at = before
  }
  return document === 0 || places.size === 0 ? null : { places, document, encrypted }
}

function readDirectory(stream: Buffer, start: number, places: Map<number, number>): void {
  if (start + 8 > stream.length || stream.readUInt16LE(start + 2) !== persistDirectory) return
  const end = Math.min(start + 8 + stream.readUInt32LE(start + 4), stream.length)
  let at = start + 8
  while (at + 4 <= end) {
    const head = stream.readUInt32LE(at)
    const first = head & 0xfffff
    const count = head >>> 20
    for (let i = 0; i < count && at + 8 + i * 4 <= end; i++) {
      if (!places.has(first + i)) places.set(first + i, stream.readUInt32LE(at + 4 + i * 4))
    }
    at += 4 + count * 4
  }
}
