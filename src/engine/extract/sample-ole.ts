/** A compound file with these streams, for tests. */
export function makeOle(streams: Readonly<Record<string, Buffer>>): Buffer {
  const size = 512
  const names = Object.keys(streams)
  // Short streams lie elsewhere; padded ones need no second way of writing.
  const contents = names.map((name) => Buffer.concat([streams[name]!, Buffer.alloc(Math.max(0, 4096 - streams[name]!.length))]))
  const directorySectors = Math.ceil((names.length + 1) / 4)
  const dataSectors = contents.reduce((sum, content) => sum + Math.ceil(content.length / size), 0)
  const fatSectors = Math.ceil((directorySectors + dataSectors + 2) / 127)
  const fat = Buffer.alloc(fatSectors * size, 0xff)
  let next = fatSectors
  const take = (count: number): number => {
    const first = next
    for (let i = 0; i < count; i++, next++) fat.writeUInt32LE(i === count - 1 ? 0xfffffffe : next + 1, next * 4)
    return first
  }
  for (let i = 0; i < fatSectors; i++) fat.writeUInt32LE(0xfffffffd, i * 4)

  const directory = Buffer.alloc(directorySectors * size)
  const entry = (index: number, name: string, type: number, right: number, child: number, start: number, length: number) => {
    const at = index * 128
    directory.write(name, at, 'utf16le')
    directory.writeUInt16LE(name.length * 2 + 2, at + 64)
    directory[at + 66] = type
    directory.writeUInt32LE(0xffffffff, at + 68)
    directory.writeUInt32LE(right, at + 72)
    directory.writeUInt32LE(child, at + 76)
    directory.writeUInt32LE(start, at + 116)
    directory.writeUInt32LE(length, at + 120)
  }
  const directoryStart = take(directorySectors)
  entry(0, 'Root Entry', 5, 0xffffffff, 1, 0xfffffffe, 0)
  contents.forEach((content, i) => {
    const start = take(Math.ceil(content.length / size))
    entry(i + 1, names[i]!, 2, i + 1 < names.length ? i + 2 : 0xffffffff, 0xffffffff, start, content.length)
  })

  const header = Buffer.alloc(size)
  header.write('d0cf11e0a1b11ae1', 'hex')
  header.writeUInt16LE(9, 30)
  header.writeUInt16LE(6, 32)
  header.writeUInt32LE(fatSectors, 44)
  header.writeUInt32LE(directoryStart, 48)
  header.writeUInt32LE(4096, 56)
  header.writeUInt32LE(0xfffffffe, 60)
  header.writeUInt32LE(0xfffffffe, 68)
  header.fill(0xff, 76)
  for (let i = 0; i < fatSectors; i++) header.writeUInt32LE(i, 76 + i * 4)
  const padded = contents.map((content) => Buffer.concat([content, Buffer.alloc((size - (content.length % size)) % size)]))
  return Buffer.concat([header, fat, directory, ...padded])
}
