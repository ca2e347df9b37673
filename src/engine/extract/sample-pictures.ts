import { crc32, deflateSync } from 'node:zlib'

/** A grey PNG for tests: `rows` of 0 (white) and 1 (black), each point `scale` pixels wide, and texts by keyword. */
export function makePng(rows: readonly string[], scale = 1, texts: Readonly<Record<string, string>> = {}): Buffer {
  const width = Math.max(...rows.map((row) => row.length)) * scale
  const lines = rows.flatMap((row) => {
    const line = Buffer.alloc(width + 1, 255)
    line[0] = 0
    for (let x = 0; x < width; x++) if (row[Math.floor(x / scale)] === '1') line[x + 1] = 0
    return Array.from({ length: scale }, () => line)
  })
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(lines.length, 4)
  header[8] = 8
  const said = Object.entries(texts).map(([name, text]) => chunk('iTXt', Buffer.from(`${name}\0\0\0\0\0${text}`)))
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    ...said,
    chunk('IDAT', deflateSync(Buffer.concat(lines))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data])
  const ends = Buffer.alloc(8)
  ends.writeUInt32BE(data.length, 0)
  ends.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)])
}

/** Capital letters, seven points high. */
const letters: Readonly<Record<string, string>> = {
  A: '01110 10001 10001 11111 10001 10001 10001',
  E: '11111 10000 10000 11110 10000 10000 11111',
  H: '10001 10001 10001 11111 10001 10001 10001',
  L: '10000 10000 10000 10000 10000 10000 11111',
  N: '10001 11001 10101 10011 10001 10001 10001',
  S: '01111 10000 10000 01110 00001 00001 11110',
  T: '11111 00100 00100 00100 00100 00100 00100',
  ' ': '000 000 000 000 000 000 000',
}

/** A picture that shows these words, for tests. */
export function makeSign(words: string): Buffer {
  const rows = Array.from({ length: 7 }, (_, y) => `000${[...words].map((letter) => letters[letter]!.split(' ')[y]).join('0')}000`)
  const blank = '0'.repeat(rows[0]!.length)
  return makePng([blank, blank, blank, ...rows, blank, blank, blank], 8)
}
