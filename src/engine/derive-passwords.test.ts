import { createCipheriv, createHmac, pbkdf2Sync } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32, deflateRawSync } from 'node:zlib'
import officeCrypto from 'officecrypto-tool'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { deriveDocument } from './derive-document.ts'
import { makeDocx, wordParagraph } from './extract/sample-files.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'passwords-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function read(name: string, content: Buffer, password?: string) {
  writeFileSync(join(folder, name), content)
  const request = { content: { type: 'file', path: join(folder, name) }, name, mimeType: 'application/octet-stream', title: null } as const
  return deriveDocument({ ...request, scratch: mkdtempSync(join(folder, 'scratch-')), ...(password === undefined ? {} : { password }) })
}

/** A zip of one entry sealed with AES-256 (AE-2), as WinZip and 7-Zip make it. */
function makeAesZip(name: string, text: string, password: string): Buffer {
  const packed = deflateRawSync(text)
  const salt = Buffer.alloc(16, 7)
  const keys = pbkdf2Sync(password, salt, 1_000, 66, 'sha1')
  const counters = Buffer.alloc(Math.ceil(packed.length / 16) * 16)
  for (let block = 0; block * 16 < packed.length; block++) counters.writeUInt32LE(block + 1, block * 16)
  const stream = createCipheriv('aes-256-ecb', keys.subarray(0, 32), null).update(counters)
  const sealed = packed.map((byte, at) => byte ^ stream[at]!)
  const seal = createHmac('sha1', keys.subarray(32, 64)).update(sealed).digest().subarray(0, 10)
  return zipOf(
    name,
    Buffer.concat([salt, keys.subarray(64), sealed, seal]),
    text.length,
    99,
    0,
    Buffer.from('0199070002004145030800', 'hex'),
  )
}

/** A zip of one entry sealed the older way. */
function makeOldZip(name: string, text: string, password: string): Buffer {
  const crc = crc32(text)
  const table = Array.from({ length: 256 }, (_, n) =>
    Array.from({ length: 8 }).reduce<number>((v) => (v & 1 ? (v >>> 1) ^ 0xedb88320 : v >>> 1), n),
  )
  const step = (value: number, byte: number) => ((value >>> 8) ^ table[(value ^ byte) & 255]!) >>> 0
  let keys: readonly [number, number, number] = [0x12345678, 0x23456789, 0x34567890]
  const feed = (byte: number) => {
    const a = step(keys[0], byte)
    const b = (Math.imul((keys[1] + (a & 255)) >>> 0, 134775813) + 1) >>> 0
    keys = [a, b, step(keys[2], b >>> 24)]
  }
  for (const byte of Buffer.from(password)) feed(byte)
  const plain = Buffer.concat([Buffer.alloc(11, 1), Buffer.from([crc >>> 24]), deflateRawSync(text)])
  const sealed = plain.map((byte) => {
    const key = (keys[2] | 2) & 0xffff
    feed(byte)
    return byte ^ ((Math.imul(key, key ^ 1) >>> 8) & 255)
  })
  return zipOf(name, sealed, text.length, 8, crc, Buffer.alloc(0))
}

function zipOf(name: string, data: Uint8Array, size: number, method: number, crc: number, extra: Buffer): Buffer {
  const fields = Buffer.alloc(26)
  fields.writeUInt16LE(20, 0)
  fields.writeUInt16LE(1, 2)
  fields.writeUInt16LE(method, 4)
  fields.writeUInt32LE(crc, 10)
  fields.writeUInt32LE(data.length, 14)
  fields.writeUInt32LE(size, 18)
  fields.writeUInt16LE(name.length, 22)
  fields.writeUInt16LE(extra.length, 24)
  const local = Buffer.concat([Buffer.from('PK\x03\x04'), fields, Buffer.from(name), extra, data])
  const central = Buffer.concat([Buffer.from('PK\x01\x02\x14\0'), fields, Buffer.alloc(14), Buffer.from(name), extra])
  const end = Buffer.alloc(18)
  end.writeUInt16LE(1, 4)
  end.writeUInt16LE(1, 6)
  end.writeUInt32LE(central.length, 8)
  end.writeUInt32LE(local.length, 12)
  return Buffer.concat([local, central, Buffer.from('PK\x05\x06'), end])
}

it.for([
  ['the older seal', makeOldZip],
  ['AES', makeAesZip],
] as const)('a zip sealed with %s is opened by its password alone', async ([, make]) => {
  const zip = make('diary.txt', 'dear diary, the tide turned', 'sesame')
  expect(await read('a.zip', zip)).toMatchObject({ status: 'failed', problem: 'encrypted' })
  expect(await read('a.zip', zip, 'wrong')).toMatchObject({ status: 'ok', parts: [{ content: { type: 'failed', problem: 'encrypted' } }] })
  const opened = await read('a.zip', zip, 'sesame')
  const content = opened.status === 'ok' ? opened.parts?.[0]?.content : undefined
  expect(content?.type).toBe('file')
  const path = content?.type === 'file' ? content.path : ''
  expect(await deriveDocument({ content: { type: 'file', path }, name: 'diary.txt', mimeType: 'text/plain', title: null })).toMatchObject({
    status: 'ok',
    text: 'dear diary, the tide turned',
  })
})

it('a Word document is opened by its password alone', async () => {
  const sealed = officeCrypto.encrypt(makeDocx(wordParagraph('Sealed words')), { password: 'sesame' })
  expect(await read('a.docx', sealed)).toMatchObject({ status: 'failed', problem: 'encrypted' })
  expect(await read('a.docx', sealed, 'wrong')).toMatchObject({ status: 'failed', problem: 'encrypted' })
  expect(await read('a.docx', sealed, 'sesame')).toMatchObject({ status: 'ok', text: 'Sealed words' })
})
