import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { deriveDocument } from './derive-document.ts'
import { makePng, makeSign } from './extract/sample-pictures.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pictures-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function read(name: string, content: string | Buffer, ocr = false) {
  writeFileSync(join(folder, name), content)
  const request = { content: { type: 'file', path: join(folder, name) }, name, mimeType: 'application/octet-stream', title: null } as const
  return deriveDocument({ ...request, ocr })
}

/** A JPEG of nothing with these EXIF texts, by the number of their tag. */
function makeJpeg(tags: Readonly<Record<number, string>>): Buffer {
  const entries = Object.entries(tags)
  const head = Buffer.alloc(10 + 12 * entries.length + 4)
  head.write('MM\0*', 'latin1')
  head.writeUInt32BE(8, 4)
  head.writeUInt16BE(entries.length, 8)
  let at = head.length
  const texts = entries.map(([tag, text], n) => {
    const bytes = Buffer.from(`${text}\0\0\0\0`)
    head.writeUInt16BE(Number(tag), 10 + 12 * n)
    head.writeUInt16BE(2, 12 + 12 * n)
    head.writeUInt32BE(bytes.length, 14 + 12 * n)
    head.writeUInt32BE(at, 18 + 12 * n)
    at += bytes.length
    return bytes
  })
  const exif = Buffer.concat([Buffer.from('Exif\0\0'), head, ...texts])
  const length = Buffer.alloc(2)
  length.writeUInt16BE(exif.length + 2)
  return Buffer.concat([Buffer.from('ffd8ffe1', 'hex'), length, exif, Buffer.from('ffd9', 'hex')])
}

/** An MP3 of nothing with these ID3 frames (2.3). */
function makeMp3(frames: Readonly<Record<string, string>>): Buffer {
  const body = Buffer.concat(
    Object.entries(frames).map(([id, text]) => {
      const data = Buffer.from(`\x03${id === 'COMM' || id === 'USLT' ? 'eng' : ''}${text}`, 'utf8')
      const head = Buffer.alloc(10)
      head.write(id, 'latin1')
      head.writeUInt32BE(data.length, 4)
      return Buffer.concat([head, data])
    }),
  )
  const size = [21, 14, 7, 0].map((shift) => (body.length >> shift) & 0x7f)
  return Buffer.concat([Buffer.from('ID3\x03\0\0', 'latin1'), Buffer.from(size), body, Buffer.alloc(64)])
}

it('a photograph is found by what it says of itself', async () => {
  const photo = await read('DSC0001.jpg', makeJpeg({ 270: 'Herons at the weir', 315: 'Ada Lovelace' }))
  expect(photo).toMatchObject({ status: 'ok', text: 'Herons at the weir', author: 'Ada Lovelace', mimeType: 'image/jpeg' })
  const drawing = await read('plan.png', makePng(['01'], 1, { Title: 'Ground plan', Description: 'The new boathouse' }))
  expect(drawing).toMatchObject({ status: 'ok', title: 'Ground plan', text: 'Ground plan\n\nThe new boathouse' })
})

it('a picture without words is said to have none, whatever its name', async () => {
  expect(await read('plain.png', makePng(['0110']))).toMatchObject({ status: 'skipped', reason: 'no-words' })
  expect(await read('odd.md', makePng(['0110']))).toMatchObject({ status: 'skipped', reason: 'no-words' })
})

it('words in a picture are read when that is wanted, and only then', async () => {
  const sign = makeSign('THE LAST HEN')
  expect(await read('sign.png', sign)).toMatchObject({ status: 'skipped', reason: 'no-words' })
  const seen = await read('sign.png', sign, true)
  expect(seen).toMatchObject({ status: 'ok', extractor: 'image-ocr@1' })
  expect(seen.status === 'ok' && seen.text).toContain('LAST')
})

it('a picture too large to be looked at is refused before it is unpacked', async () => {
  const huge = makePng(['0'])
  huge.writeUInt32BE(60_000, 16)
  huge.writeUInt32BE(60_000, 20)
  expect(await read('huge.png', huge, true)).toMatchObject({ status: 'failed', problem: 'too-complex' })
})

it('a drawing gives its words, and runs nothing', async () => {
  const svg = await read(
    'chart.svg',
    '<svg xmlns="http://www.w3.org/2000/svg"><title>Yearly tides</title><script>alert("hidden")</script><style>.a{}</style>' +
      '<text x="1">High <tspan>water</tspan></text><text>Low &amp; slack</text><image href="http://127.0.0.1:9/x.png"/></svg>',
  )
  expect(svg).toMatchObject({ status: 'ok', title: 'Yearly tides', text: 'Yearly tides\nHigh water\nLow & slack' })
  expect(await read('bare.svg', '<svg><path d="M0 0"/></svg>')).toMatchObject({ status: 'skipped', reason: 'no-words' })
})

it('a recording is found by its tags', async () => {
  const song = await read(
    'track01.mp3',
    makeMp3({ TIT2: 'River song', TPE1: 'The Weir Choir', TALB: 'Waters', USLT: 'words\0The tide turns at noon' }),
  )
  expect(song).toMatchObject({ status: 'ok', title: 'River song', author: 'The Weir Choir' })
  expect(song.status === 'ok' && song.text).toMatch(/Album: Waters[\s\S]*The tide turns at noon/)
  expect(await read('silence.mp3', makeMp3({}))).toMatchObject({ status: 'skipped' })
})
