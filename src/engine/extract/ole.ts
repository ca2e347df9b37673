import { ExtractError } from './extracted.ts'

/** The streams inside a compound file (MS-CFB), the container of Office files before 2007 and of many others. */
export interface OleFile {
  /** Paths such as `WordDocument` or `__attach_version1.0_#00000000/__substg1.0_37010102`. */
  readonly names: readonly string[]
  /** A stream's content, as far as its sectors lead; null when there is none of this path. */
  read(name: string): Buffer | null
}

const END = 0xfffffffa
const mostEntries = 100_000
const deepest = 64

/** Opens a compound file in memory. Chains that bite their tail end there. Throws ExtractError `corrupt`. */
export function openOle(bytes: Buffer): OleFile {
  if (bytes.length < 512) throw new ExtractError('corrupt', 'no header')
  const shift = bytes.readUInt16LE(30)
  if (shift !== 9 && shift !== 12) throw new ExtractError('corrupt', `sector shift ${shift}`)
  const size = 1 << shift
  const sectors = Math.ceil((bytes.length - size) / size)
  const sector = (id: number): Buffer => bytes.subarray((id + 1) * size, (id + 2) * size)

  const fat: number[] = []
  const addTable = (id: number) => {
    const table = sector(id)
    for (let at = 0; at + 4 <= table.length; at += 4) fat.push(table.readUInt32LE(at))
  }
  for (let i = 0; i < 109; i++) {
    const id = bytes.readUInt32LE(76 + i * 4)
    if (id < sectors) addTable(id)
  }
  let extra = bytes.readUInt32LE(68)
  for (let seen = 0; extra < sectors && seen <= sectors; seen++) {
    const table = sector(extra)
    if (table.length < size) break
    for (let at = 0; at + 8 <= size; at += 4) {
      const id = table.readUInt32LE(at)
      if (id < sectors) addTable(id)
    }
    extra = table.readUInt32LE(size - 4)
  }

  const chain = (start: number, most: number): Buffer => {
    const parts: Buffer[] = []
    let length = 0
    let id = start
    while (id < sectors && id < END && length < most && parts.length <= sectors) {
      const part = sector(id)
      parts.push(part)
      length += part.length
      id = fat[id] ?? END
    }
    return Buffer.concat(parts).subarray(0, most)
  }
  const directory = chain(bytes.readUInt32LE(48), mostEntries * 128)
  const entries = readEntries(directory)
  const root = entries[0]
  if (root === undefined) throw new ExtractError('corrupt', 'no root entry')
  const cutoff = bytes.readUInt32LE(56)
  const mini = chain(root.start, root.size)
  const miniTable = chain(bytes.readUInt32LE(60), bytes.length)
  const miniChain = (start: number, most: number): Buffer => {
    const parts: Buffer[] = []
    let id = start
    for (let length = 0; length < most && id * 64 < mini.length; length += 64) {
      parts.push(mini.subarray(id * 64, id * 64 + 64))
      if (id * 4 + 4 > miniTable.length) break
      id = miniTable.readUInt32LE(id * 4)
    }
    return Buffer.concat(parts).subarray(0, most)
  }
  const paths = pathsOf(entries)
  return {
    names: [...paths.keys()],
    read: (name) => {
      const entry = paths.get(name)
      if (entry === undefined) return null
      return entry.size < cutoff ? miniChain(entry.start, entry.size) : chain(entry.start, Math.min(entry.size, bytes.length))
    },
  }
}

interface Entry {
  readonly name: string
  readonly type: number
  readonly left: number
  readonly right: number
  readonly child: number
  readonly start: number
  readonly size: number
}

function readEntries(directory: Buffer): Entry[] {
  const entries: Entry[] = []
  for (let at = 0; at + 128 <= directory.length; at += 128) {
    const length = Math.min(64, Math.max(2, directory.readUInt16LE(at + 64)))
    entries.push({
      name: directory.toString('utf16le', at, at + length - 2),
      type: directory[at + 66]!,
      left: directory.readUInt32LE(at + 68),
      right: directory.readUInt32LE(at + 72),
      child: directory.readUInt32LE(at + 76),
      start: directory.readUInt32LE(at + 116),
      size: directory.readUInt32LE(at + 120),
    })
  }
  return entries
}

/** Streams by path. Every entry is met once, whatever the links say. */
function pathsOf(entries: readonly Entry[]): ReadonlyMap<string, Entry> {
  const paths = new Map<string, Entry>()
  const seen = new Set<number>([0])
  const waiting: { id: number; folder: string; depth: number }[] = [{ id: entries[0]!.child, folder: '', depth: 0 }]
  while (waiting.length > 0) {
    const { id, folder, depth } = waiting.pop()!
    const entry = entries[id]
    if (entry === undefined || seen.has(id) || depth > deepest) continue
    seen.add(id)
    waiting.push({ id: entry.left, folder, depth }, { id: entry.right, folder, depth })
    if (entry.type === 1) waiting.push({ id: entry.child, folder: `${folder}${entry.name}/`, depth: depth + 1 })
    else if (entry.type === 2) paths.set(`${folder}${entry.name}`, entry)
  }
  return paths
}
